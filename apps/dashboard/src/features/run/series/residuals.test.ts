import { betterBaselines, histogramOf } from './residuals';

describe('residuals', () => {
  it('fall into bins of a round width, each value into exactly one', () => {
    const { centers, counts, width } = histogramOf([-0.9, -0.1, 0, 0.3, 0.4, 2.1, NaN]);
    expect(width).toBe(0.5);
    expect(counts.reduce((a, b) => a + b)).toBe(6);
    expect(centers[0]).toBe(-0.75);
    expect(counts).toEqual([1, 1, 3, 0, 0, 0, 1]);
  });

  it('may all be equal, or none at all', () => {
    expect(histogramOf([2, 2, 2])).toEqual({ centers: [2.5], counts: [3], width: 1 });
    expect(histogramOf([]).counts).toEqual([]);
  });

  it('show which baselines beat the network, without the noise', () => {
    const baselines = {
      'last value': { holdout: { mae: 104, rmse: 150 } },
      'seasonal naive': { holdout: { mae: 71, rmse: 103.3 } },
      'Holt-Winters': { holdout: { mae: 73, rmse: 102.8 } },
      'noise floor': { holdout: { mae: 10, rmse: 12 } },
    };
    expect(betterBaselines(baselines, 'holdout', { rmse: 127 })?.map(({ name }) => name)).toEqual([
      'Holt-Winters',
      'seasonal naive',
    ]);
    expect(betterBaselines(baselines, 'holdout', { rmse: 100 })).toEqual([]);
  });

  it('show nothing without a baseline to compare with', () => {
    const baselines = {
      'last value': { holdout: { mae: 1, rmse: 2 } },
      'noise floor': { test: { mae: 0, rmse: 1 } },
    };
    expect(betterBaselines(baselines, 'holdout', undefined)).toBeNull();
    expect(betterBaselines(baselines, 'holdout', { rmse: NaN })).toBeNull();
    expect(betterBaselines(baselines, 'test', { rmse: 3 })).toBeNull();
  });
});
