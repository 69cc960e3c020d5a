import { measuredRun, pinDifference } from './pin-difference';
import type { Pin } from './pins';

const run = { metricInfo: {}, data: 'e03b7d14', testRows: 4000 };

function pinOf(results: Pin['results'], changed: Partial<typeof run> = {}): Pin {
  const rest = { experiment: 'nsmc', title: { en: '', ko: '' }, params: {}, reference: {}, model: null };
  return {
    experiment: 'nsmc',
    runs: ['a'],
    missing: [],
    run: { ...rest, engine: 'cpu', ...run, ...changed },
    results,
  };
}
const single = (mean: number) => ({ count: 1, mean, deviation: null });

describe('pinDifference', () => {
  it('is better or worse by the metric’s direction', () => {
    const pin = pinOf({ 'test.rmse': single(100), 'test.accuracy': single(0.8), 'test.loss': single(1) });
    const of = (key: 'test.rmse' | 'test.accuracy', value: number) =>
      pinDifference(pin, key, measuredRun(run, value))?.isBetter;
    expect([of('test.rmse', 99), of('test.rmse', 101), of('test.rmse', 100)]).toEqual([true, false, null]);
    expect([of('test.accuracy', 0.9), of('test.accuracy', 0.7)]).toEqual([true, false]);
  });

  it('has no direction for a metric that nobody knows', () => {
    const pin = pinOf({ 'test.top.5': single(1) });
    expect(pinDifference(pin, 'test.top.5', measuredRun(run, 2))).toEqual({
      difference: 1,
      isBetter: null,
      half: null,
      isMoreThanNoise: null,
    });
  });

  // Of two accuracies near 0.8 by 4,000 rows each, 95% of the differences are within ± 1.96 · √(2 · 0.16 / 4000).
  it('is judged by the test rows if both are single runs', () => {
    const pin = pinOf({ 'test.accuracy': single(0.8) });
    const { half, isMoreThanNoise } = pinDifference(pin, 'test.accuracy', measuredRun(run, 0.81)) ?? {};
    expect(half).toBeCloseTo(1.96 * Math.sqrt((2 * 0.16) / 4000), 3);
    expect(isMoreThanNoise).toBe(false);
    expect(pinDifference(pin, 'test.accuracy', measuredRun(run, 0.83))?.isMoreThanNoise).toBe(true);
  });

  // Student's t for 2 degrees of freedom is 4.303.
  it('is judged by the seeds if there are several', () => {
    const pin = pinOf({ 'test.rmse': { count: 3, mean: 100, deviation: 1 } });
    const { half } = pinDifference(pin, 'test.rmse', measuredRun(run, 104)) ?? {};
    expect(half).toBeCloseTo(4.303 * Math.sqrt(4 / 3), 9);
    const sample = { count: 3, mean: 104, deviation: 1 };
    expect(pinDifference(pin, 'test.rmse', { ...run, sample })).toMatchObject({
      difference: 4,
      isBetter: false,
      isMoreThanNoise: true,
    });
  });

  it('compares no other data, and no result that is missing or not finite', () => {
    const measured = measuredRun(run, 0.8);
    const results = { 'test.accuracy': single(0.8) };
    expect(pinDifference(pinOf(results), 'test.accuracy', measured)).not.toBeNull();
    expect(pinDifference(pinOf(results, { testRows: 100 }), 'test.accuracy', measured)).toBeNull();
    expect(pinDifference(pinOf(results, { data: '' }), 'test.accuracy', measured)).toBeNull();
    expect(pinDifference(pinOf(results), 'test.loss', measured)).toBeNull();
    expect(pinDifference(pinOf(results), 'test.accuracy', measuredRun(run, NaN))).toBeNull();
  });
});
