import { defineExperiment } from './define-experiment';
import { path, required } from './parameters';
import type { Experiment } from './define-experiment';

const parts = {
  title: { en: 'A series of my own', ko: '내 시계열' },
  kind: 'series',
  parameters: { csv: required(path('the file')) },
  primaryMetric: { split: 'test', metric: 'loss' },
  referenceResults: {},
  run: () => Promise.resolve(),
} as const;

test('an experiment with a required parameter must be declared with all: false', () => {
  const experiment: Experiment<typeof parts.parameters> = defineExperiment({ ...parts, all: false });
  expect(experiment.all).toBe(false);
  expect(() => defineExperiment(parts)).toThrow('requires the parameter csv');
});
