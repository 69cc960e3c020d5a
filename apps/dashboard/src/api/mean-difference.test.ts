import { differenceOf } from './mean-difference';

describe('differenceOf', () => {
  const sample = (count: number, mean: number, deviation: number | null) => ({ count, mean, deviation });

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
