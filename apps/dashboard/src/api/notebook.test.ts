import { comparedRun } from '#testing/compared-run';
import { comparableReference, notebookValue } from './notebook';

const reference = { test: { loss: 0.36, accuracy: 0.85 }, secondsPerEpoch: 133 };
const results = { test: { accuracy: 0.8 } };

it('compares with a run on all the data, in the metrics that the run has', () => {
  const run = comparedRun({ reference, results, params: { limit: null } });
  expect(comparableReference(run)).toBe(reference);
  expect(notebookValue(run, 'test.accuracy')).toBe(0.85);
  expect(notebookValue(run, 'test.loss')).toBeUndefined();
});

it('compares nothing with a limited run', () => {
  const run = comparedRun({ reference, results, params: { limit: 2000 } });
  expect(comparableReference(run)).toEqual({});
  expect(notebookValue(run, 'test.accuracy')).toBeUndefined();
});
