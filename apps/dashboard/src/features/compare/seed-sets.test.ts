import { comparedRun } from '#testing/compared-run';
import { differenceOf, judgedMetrics, sampleOf, seedSetsOf } from './seed-sets';
import type { Run } from '@rnn-lab/runs';

function compared(...changes: Partial<Run>[]) {
  return changes.map((change, index) => ({
    id: String(index),
    index,
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

  it('have a mean and a variance over the finite ones', () => {
    expect(sampleOf(set, 'test.accuracy')).toEqual({
      count: 3,
      mean: expect.closeTo(0.71, 12),
      variance: expect.closeTo(1e-4, 12),
    });
    expect(sampleOf(other, 'test.accuracy')).toMatchObject({ count: 2, mean: expect.closeTo(0.805, 12) });
    expect(sampleOf(set, 'test.f1Score')).toBeNull();
  });
});

describe('differenceOf', () => {
  const sample = (count: number, mean: number, deviation: number | null) => ({
    count,
    mean,
    variance: deviation === null ? null : deviation ** 2,
  });

  // R: t.test(c(3, 4, 5), c(5, 7, 9)): difference 3, df 2.94; with df 2 its interval is ± 4.303 · 1.291.
  it('has Welch’s interval, with the degrees of freedom rounded down', () => {
    const { difference, half, isMoreThanNoise } = differenceOf(sample(3, 4, 1), sample(3, 7, 2)) ?? {};
    expect([difference, half, isMoreThanNoise]).toEqual([
      3,
      expect.closeTo(4.303 * Math.sqrt(5 / 3), 9),
      false,
    ]);
  });

  it('is more than noise if its interval leaves out 0', () => {
    expect(differenceOf(sample(5, 0.7, 0.001), sample(5, 0.71, 0.001))?.isMoreThanNoise).toBe(true);
    expect(differenceOf(sample(5, 0.7, 0), sample(5, 0.7, 0))?.isMoreThanNoise).toBe(false);
  });

  it('is unknown for a single run', () => {
    expect(differenceOf(sample(1, 0.7, null), sample(3, 0.71, 0.1))).toBeNull();
  });
});
