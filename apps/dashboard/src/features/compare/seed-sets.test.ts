import { comparedRun } from '#testing/compared-run';
import { judgedMetrics, sampleOf, seedSetsOf } from './seed-sets';
import type { Run } from '@rnn-lab/runs';

function compared(...changes: Partial<Run>[]) {
  return changes.map((change, index) => ({
    id: String(index),
    index,
    predictions: [],
    run: comparedRun({ startedAt: `2026-11-0${index + 1}T00:00:00Z`, ...change }),
  }));
}

const small = { params: { units: 32 } };
const large = { params: { units: 128 } };
const result = (accuracy: number) => ({ results: { test: { accuracy, loss: 1 }, train: { loss: 1 } } });

describe('seedSetsOf', () => {
  it('are runs that differ in the seed alone, one per seed, named by what tells the sets apart', () => {
    const runs = compared(
      { ...small, seed: 1 },
      { ...large, seed: 1 },
      { ...small, seed: 2 },
      { ...small, seed: 2 },
      { ...small, seed: 3, engine: 'tfjs' },
    );
    const sets = seedSetsOf(runs).map(({ name, runs }) => [name, runs.map(({ id }) => id)]);
    expect(sets).toEqual([
      ['units=32 engine=cpu', ['0', '3']],
      ['units=128 engine=cpu', ['1']],
      ['units=32 engine=tfjs', ['4']],
    ]);
  });

  it('are none without two seeds; a single set is named by its experiment', () => {
    expect(seedSetsOf(compared({ seed: 1 }, { seed: 1 }))).toEqual([]);
    expect(seedSetsOf(compared({ seed: 1 }, { seed: 2 })).map(({ name }) => name)).toEqual(['nsmc']);
  });
});

describe('a seed set’s results', () => {
  const [set, other] = seedSetsOf(
    compared(
      ...[0.7, 0.71, 0.72].map((value, seed) => ({ ...small, ...result(value), seed })),
      ...[0.8, 0.81, NaN].map((value, seed) => ({ ...large, ...result(value), seed })),
    ),
  );

  it('are judged by the test', () => {
    expect(judgedMetrics([set, other])).toEqual(['test.loss', 'test.accuracy']);
  });

  it('have a mean and a deviation over the finite ones', () => {
    expect(sampleOf(set, 'test.accuracy')).toEqual({
      count: 3,
      mean: expect.closeTo(0.71, 12),
      deviation: expect.closeTo(1e-2, 12),
    });
    expect(sampleOf(other, 'test.accuracy')).toMatchObject({ count: 2, mean: expect.closeTo(0.805, 12) });
    expect(sampleOf(set, 'test.f1Score')).toBeNull();
  });
});
