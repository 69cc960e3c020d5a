import { UserError } from '@rnn-lab/errors';

/*
 * One-step-ahead forecasts to compare a network with: one forecast for every value from index `start` to the end, from the
 * true values that precede it.
 */

/**
 * The previous value: a random walk's forecast.
 *
 * @returns one forecast per value from `start` to the end
 * @throws UserError `short-history` unless 1 ≤ start < the length of the series
 */
export function lastValue(series: ArrayLike<number>, start: number): Float64Array {
  return seasonalNaive(series, start, 1);
}

/**
 * The value one period earlier.
 *
 * @returns one forecast per value from `start` to the end
 * @throws UserError `short-history` unless a whole period precedes the start
 */
export function seasonalNaive(series: ArrayLike<number>, start: number, period: number): Float64Array {
  checkHistory(series, start, period);
  return Float64Array.from({ length: series.length - start }, (_, i) => series[start + i - period]);
}

/** @throws UserError `short-history` unless `needed` values precede the start and at least one follows */
export function checkHistory(series: ArrayLike<number>, start: number, needed: number): void {
  if (start < needed || start >= series.length) {
    throw new UserError(
      'short-history',
      `A forecast from value ${start} of ${series.length} needs ${needed} preceding values and one to forecast.`,
      { start, length: series.length, needed },
    );
  }
}
