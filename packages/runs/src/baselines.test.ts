import { NOISE_FLOOR, verdictsOf } from './baselines';

const series = {
  'last value': { holdout: { mae: 104, rmse: 150 } },
  'seasonal naive': { holdout: { mae: 71, rmse: 103.3 } },
  'Holt-Winters': { holdout: { mae: 73, rmse: 102.8 } },
  [NOISE_FLOOR]: { holdout: { mae: 10, rmse: 12 } },
};
const of = (rmse: number) => ({ results: { holdout: { rmse } }, baselines: series });

it('names the baselines with a lower error, the best first, without the noise', () => {
  expect(verdictsOf(of(127), 'holdout')).toEqual([
    {
      metric: 'rmse',
      better: ['Holt-Winters', 'seasonal naive'],
      best: 'Holt-Winters',
      lead: expect.closeTo(-24.2),
    },
  ]);
  expect(verdictsOf(of(100), 'holdout')).toEqual([
    { metric: 'rmse', better: [], best: 'Holt-Winters', lead: expect.closeTo(2.8) },
  ]);
});

it('names the baselines with a higher accuracy', () => {
  const baselines = { majority: { test: { accuracy: 0.6, f1Score: 0.3 } } };
  const verdict = (accuracy: number) => verdictsOf({ results: { test: { accuracy } }, baselines }, 'test');
  expect(verdict(0.5)).toEqual([
    { metric: 'accuracy', better: ['majority'], best: 'majority', lead: expect.closeTo(-0.1) },
  ]);
  expect(verdict(0.6)).toEqual([{ metric: 'accuracy', better: [], best: 'majority', lead: 0 }]);
});

it('judges each output of a model with several', () => {
  const baselines = { naive: { test: { level_rmse: 1, trend_rmse: 2, trend_mae: 0 } } };
  expect(verdictsOf({ results: { test: { level_rmse: 3, trend_rmse: 1 } }, baselines }, 'test')).toEqual([
    { metric: 'level_rmse', better: ['naive'], best: 'naive', lead: -2 },
    { metric: 'trend_rmse', better: [], best: 'naive', lead: 1 },
  ]);
});

it('has no verdict without a baseline, or without a finite result', () => {
  expect(verdictsOf(of(NaN), 'holdout')).toEqual([]);
  expect(verdictsOf({ results: {}, baselines: series }, 'holdout')).toEqual([]);
  expect(verdictsOf(of(1), 'test')).toEqual([]);
});
