import fc from 'fast-check';
import { loadDeaths } from '@rnn-lab/data';
import { forecastErrors } from './forecast-errors';
import { fitSmoothing, holtWinters, smooth } from './holt-winters';
import type { Smoothing } from './holt-winters';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const smoothing = fc.record({ alpha: unit, beta: unit, gamma: unit });

test('follows a calculation by hand', () => {
  const forecasts = smooth([10, 20, 12, 24, 14], 2, { alpha: 0.5, beta: 0.25, gamma: 0.125 });
  const level = [15.75, 16.75, 18.9375];
  const trend = [1.5, 1.375, 1.578125];
  const season = [-4.25, 4.25, -4.3125];
  expect([...forecasts.subarray(0, 3)]).toEqual(level.map((value, i) => value + trend[i] + season[i]));
});

test('forecasts a line plus a season exactly, with any smoothing', () => {
  const season = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(season, fc.integer({ min: -9, max: 9 }), smoothing, (season, slope, smoothing) => {
      const period = season.length;
      const series = Array.from({ length: 4 * period }, (_, t) => 500 + slope * t + season[t % period]);
      smooth(series, period, smoothing).forEach((value, i) =>
        expect(value).toBeCloseTo(series[period + i], 6),
      );
    }),
  );
});

test('finds the best smoothing for the deaths', async () => {
  const series = Array.from((await loadDeaths()).columns[0].values);
  const known = series.slice(0, 60);
  const rmse = (smoothing: Smoothing) => forecastErrors(known.slice(12), smooth(known, 12, smoothing)).rmse;
  const best = fitSmoothing(known, 12);
  fc.assert(
    fc.property(smoothing, (other) => expect(rmse(best)).toBeLessThanOrEqual(rmse(other))),
    { numRuns: 1000 },
  );
  expect(holtWinters(series, 60, 12)).toEqual(smooth(series, 12, best).subarray(48));
});

test('forecasts several steps ahead as if the first forecasts were true', () => {
  const values = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 20, maxLength: 30 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), smoothing, (series, horizon, smoothing) => {
      const [first, last] = [smooth(series, 4, smoothing, horizon), series.length - 4];
      const known = series.slice(0, 4 + last - 1);
      for (let ahead = 0; ahead < horizon; ahead++) {
        const forecast = first[(last - 1) * horizon + ahead];
        const [next] = smooth([...known, forecast], 4, smoothing).subarray(known.length - 4);
        expect(forecast).toBeCloseTo(next, 6);
        known.push(forecast);
      }
    }),
    { numRuns: 50 },
  );
});

test('does not use values from the future', () => {
  const values = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: 8, max: 19 }), (series, start) => {
      const changed = series.map((value, t) => (t > start ? -value : value));
      expect(holtWinters(changed, start, 4)[0]).toBe(holtWinters(series, start, 4)[0]);
    }),
    { numRuns: 20 },
  );
});
