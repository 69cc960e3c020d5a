import { UserError } from '@rnn-lab/errors';

/*
 * Forecasts to compare a network with, from the true values that precede each: of the value at index `start` and the
 * `horizon − 1` that follow it, then of those from `start + 1` on, and so on up to the end of the series.
 */

/**
 * The last value that is known: a random walk's forecast.
 *
 * @param horizon values to forecast at a time
 * @returns shape [forecasts, horizon], by forecast
 * @throws UserError `short-history` unless 1 ≤ start ≤ the length of the series − horizon
 */
export function lastValue(series: ArrayLike<number>, start: number, horizon = 1): Float64Array {
  return seasonalNaive(series, start, 1, horizon);
}

/**
 * The last known value that is whole periods earlier.
 *
 * @returns shape [forecasts, horizon], by forecast
 * @throws UserError `short-history` unless a whole period precedes the start
 */
export function seasonalNaive(
  series: ArrayLike<number>,
  start: number,
  period: number,
  horizon = 1,
): Float64Array {
  checkHistory(series, start, period, horizon);
  const count = series.length - start - horizon + 1;
  return Float64Array.from({ length: count * horizon }, (_, i) => {
    const ahead = i % horizon;
    const periods = Math.floor(ahead / period) + 1;
    return series[start + Math.floor(i / horizon) + ahead - periods * period];
  });
}

/** @throws UserError `short-history` unless `needed` values precede the start and a horizon follows */
export function checkHistory(
  series: ArrayLike<number>,
  start: number,
  needed: number,
  horizon: number,
): void {
  if (start < needed || start + horizon > series.length) {
    throw new UserError(
      'short-history',
      `A forecast from value ${start} of ${series.length} needs ${needed} preceding values and ${horizon === 1 ? 'one' : horizon} to forecast.`,
      { start, length: series.length, needed },
    );
  }
}
