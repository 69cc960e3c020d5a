import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs';
import { keras } from '../../test/keras-figures';
import { using } from '../../test/helpers';
import { fitOptions, ROWS, sentimentModel, x, y } from '../../test/sentiment';
import type { MetricName } from '../index';
import { createEngine, defineMetric, InputError, metricInfo } from '../index';
import { resolveMetrics } from '.';
import { MetricStates } from './measure';

beforeAll(() => tf.enableProdMode());

type Batch = [targets: number[], predictions: number[]];

function measured(name: MetricName, width: number, ...batches: Batch[]): number {
  const [[targets, predictions]] = batches;
  const kind = targets.length < predictions.length ? 'class' : 'values';
  const states = new MetricStates([{ metrics: resolveMetrics([name], kind, width), width, prefix: '' }]);
  for (const [t, p] of batches) states.update([Float32Array.from(t)], [Float32Array.from(p)]);
  return states.results()[name];
}

const cases = Object.entries(keras.metrics).flatMap(([kind, { results, ...data }]) =>
  Object.entries(results).map(([name, expected]) => ({ kind, name: name as MetricName, expected, ...data })),
);

it.each(cases)(
  '$name agrees with Keras or scikit-learn, $kind',
  ({ name, expected, width, targets, predictions }) => {
    const rows = predictions.length / width;
    const half = Math.floor(rows / 2);
    const cut = (numbers: number[]): [number[], number[]] => {
      const at = (half * numbers.length) / rows;
      return [numbers.slice(0, at), numbers.slice(at)];
    };
    const [t, p] = [cut(targets), cut(predictions)];
    expect(measured(name, width, [t[0], p[0]], [t[1], p[1]])).toBeCloseTo(expected, 6);
  },
);

it.each<[MetricName, Batch, number]>([
  [
    'auc',
    [
      [0, 1, 0, 1],
      [0.1, 0.4, 0.4, 0.8],
    ],
    3.5 / 4,
  ],
  [
    'auc',
    [
      [1, 1],
      [0.1, 0.4],
    ],
    NaN,
  ],
  [
    'precision',
    [
      [1, 1],
      [0.5, 0.4],
    ],
    0,
  ],
  [
    'recall',
    [
      [0, 0],
      [0.9, 0.4],
    ],
    0,
  ],
  [
    'f1Score',
    [
      [1, 1, 0, 1],
      [0.9, 0.1, 0.9, 0.8],
    ],
    2 / 3,
  ],
  [
    'binaryAccuracy',
    [
      [1, 0, 1],
      [0.5, 0.5, 0.6],
    ],
    2 / 3,
  ],
  [
    'r2Score',
    [
      [1, 1],
      [1, 2],
    ],
    0,
  ],
  [
    'r2Score',
    [
      [1, 3],
      [1, 3],
    ],
    1,
  ],
])('%s of %j is %d', (name, batch, expected) => {
  const value = measured(name, 1, batch);
  if (Number.isNaN(expected)) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(expected, 12);
});

it('auc is the share of pairs in the right order, ties counting half', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(scores, scores, (positive, negative) => {
      const pairs = positive.flatMap((p) => negative.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
      const targets = [...positive.map(() => 1), ...negative.map(() => 0)];
      const expected = pairs.reduce<number>((a, b) => a + b, 0) / pairs.length;
      expect(measured('auc', 1, [targets, [...positive, ...negative]])).toBeCloseTo(expected, 12);
    }),
  );
});

it.each(cases)('$name does not depend on the batches, $kind', ({ name, width, targets, predictions }) => {
  const rows = predictions.length / width;
  const perRow = targets.length / rows;
  const batches = Array.from({ length: rows }, (_, row): Batch => [
    targets.slice(row * perRow, (row + 1) * perRow),
    predictions.slice(row * width, (row + 1) * width),
  ]);
  expect(measured(name, width, ...batches)).toBeCloseTo(measured(name, width, [targets, predictions]), 10);
});

const positives = defineMetric<{ count: number }>({
  name: 'positives',
  better: 'higher',
  unit: 'rows',
  start: () => ({ count: 0 }),
  update(state, targets, predictions, width) {
    expect(targets.length).toBe(predictions.length);
    expect(width).toBe(1);
    state.count += predictions.filter((prediction) => prediction > 0.5).length;
  },
  result: ({ count }) => count,
});

describe.each([
  { name: 'cpu', workers: 1 },
  { name: 'cpu', workers: 3 },
  { name: 'tfjs', workers: 1 },
] as const)('$name with $workers workers', ({ name, workers }) => {
  it('reports metrics of a step for its batch, and of an epoch for all its predictions', () =>
    using(
      createEngine(name, sentimentModel(), {
        loss: 'binaryCrossentropy',
        metrics: ['accuracy', 'auc', 'f1Score', positives],
        // The weights stay, so that the epoch's predictions are those of an evaluation.
        optimizer: { learningRate: 1e-30 },
        workers,
      }),
      async (engine) => {
        const steps: Record<string, number>[] = [];
        const options = fitOptions({ epochs: 1, onStepEnd: (logs) => void steps.push({ ...logs }) });
        const [{ train, validation }] = await engine.fit(x, y, { ...options, validationData: [x, y] });
        const evaluated = await engine.evaluate(x, y);
        expect(Object.keys(evaluated)).toEqual(['loss', 'accuracy', 'auc', 'f1Score', 'positives']);
        expect(validation).toEqual(evaluated);
        const { data } = await engine.predict(x);
        expect(evaluated['positives']).toBe(data.filter((prediction) => prediction > 0.5).length);
        for (const key of Object.keys(evaluated)) expect(train[key]).toBeCloseTo(evaluated[key], 5);
        const sum = (key: string) => steps.reduce((total, step) => total + step[key] * step['batchSize'], 0);
        expect(sum('accuracy') / ROWS).toBeCloseTo(evaluated['accuracy'], 12);
        expect(steps.reduce((total, step) => total + step['positives'], 0)).toBe(evaluated['positives']);
      },
    ));
});

it.each<[string, Parameters<typeof resolveMetrics>]>([
  ['There is no metric "mape"; choose accuracy, binaryAccuracy', [['mape' as MetricName], 'values', 1]],
  ['Two metrics are named "auc"', [['auc', 'auc'], 'values', 1]],
  ['A metric is named "step"', [[{ ...positives, name: 'step' }], 'values', 1]],
  ['The metric auc needs one target per output', [['auc'], 'class', 3]],
  ['The metric sparseCategoricalAccuracy needs class numbers', [['sparseCategoricalAccuracy'], 'values', 3]],
])('refuses: %s', (message, request) => {
  expect(() => resolveMetrics(...request)).toThrow(InputError);
  expect(() => resolveMetrics(...request)).toThrow(message);
});

it('tells readers the direction and unit of every metric', () => {
  expect(metricInfo(['accuracy', 'rootMeanSquaredError', positives])).toEqual({
    loss: { better: 'lower' },
    accuracy: { better: 'higher' },
    rootMeanSquaredError: { better: 'lower' },
    positives: { better: 'higher', unit: 'rows' },
  });
});
