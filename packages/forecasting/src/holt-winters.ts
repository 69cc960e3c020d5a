import { mean } from 'simple-statistics';

import { checkHistory } from './baselines';
import { forecastErrors } from './forecast-errors';
import { minimizeInUnitCube } from './minimize';

/** Smoothing parameters of level, trend and season: the weight of the newest value, from 0 to 1. */
export interface Smoothing {
  alpha: number;
  beta: number;
  gamma: number;
}

/**
 * Forecasts by additive Holt-Winters, fitted to the one-step-ahead forecasts of the values that precede index `start`.
 *
 * @param period values per season
 * @param horizon values to forecast at a time
 * @returns shape [forecasts, horizon], by forecast, as `lastValue`
 * @throws UserError `short-history` unless two whole periods precede the start
 */
export function holtWinters(
  series: ArrayLike<number>,
  start: number,
  period: number,
  horizon = 1,
): Float64Array {
  checkHistory(series, start, 2 * period, horizon);
  const smoothing = fitSmoothing(Array.from(series).slice(0, start), period);
  const end = series.length - horizon + 1;
  return smooth(series, period, smoothing, horizon).subarray(
    (start - period) * horizon,
    (end - period) * horizon,
  );
}

/** The smoothing parameters that minimize the squared error of the one-step-ahead forecasts. */
export function fitSmoothing(series: readonly number[], period: number): Smoothing {
  const target = series.slice(period);
  const [alpha, beta, gamma] = minimizeInUnitCube(
    (alpha, beta, gamma) => forecastErrors(target, smooth(series, period, { alpha, beta, gamma })).rmse,
  );
  return { alpha, beta, gamma };
}

/**
 * The forecasts at each value after the first period, of it and the `horizon − 1` that follow, by the recursion of Winters (1960), "Forecasting sales by
 * exponentially weighted moving averages", as in R's `HoltWinters`.
 *
 * Initial values: a line passes through the first period's mean, and its slope is the change to the second period's mean per
 * time step. Level and trend are the line's end and slope; the season is the first period minus the line.
 */
export function smooth(
  series: ArrayLike<number>,
  period: number,
  { alpha, beta, gamma }: Smoothing,
  horizon = 1,
): Float64Array {
  const values = Array.from(series);
  const first = values.slice(0, period);
  const centre = mean(first);
  let trend = (mean(values.slice(period, 2 * period)) - centre) / period;
  const line = first.map((_, i) => centre + trend * (i - (period - 1) / 2));
  let level = line[period - 1];
  const season = first.map((value, i) => value - line[i]);
  const forecasts = new Float64Array((values.length - period) * horizon);
  values.slice(period).forEach((value, i) => {
    const seasonal = season[i % period];
    const unseasonal = level + trend;
    for (let ahead = 0; ahead < horizon; ahead++) {
      forecasts[i * horizon + ahead] = level + (ahead + 1) * trend + season[(i + ahead) % period];
    }
    const newLevel = alpha * (value - seasonal) + (1 - alpha) * unseasonal;
    trend = beta * (newLevel - level) + (1 - beta) * trend;
    level = newLevel;
    season[i % period] = gamma * (value - level) + (1 - gamma) * seasonal;
  });
  return forecasts;
}
