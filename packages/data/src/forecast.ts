import { mean, rootMeanSquare } from 'simple-statistics';

import { DataError } from './errors';

/*
 * One-step forecasts to measure a network against: each gives a forecast for every value from
 * `start` on, made from the true values before it.
 */

/** The value before. */
export function lastValue(series: ArrayLike<number>, start: number): Float64Array {
  return seasonalNaive(series, start, 1);
}

/**
 * The value one period before.
 *
 * @throws DataError where there is no whole period before the start
 */
export function seasonalNaive(series: ArrayLike<number>, start: number, period: number): Float64Array {
  checkHistory(series, start, period);
  return Float64Array.from({ length: series.length - start }, (_, i) => series[start + i - period]);
}

export interface ForecastErrors {
  /** Mean absolute error. */
  mae: number;
  /** Root of the mean squared error. */
  rmse: number;
}

/** @throws DataError unless both have the same length, from 1 up */
export function errors(target: ArrayLike<number>, output: ArrayLike<number>): ForecastErrors {
  if (target.length === 0 || target.length !== output.length) {
    throw new DataError(`${output.length} forecasts can't be compared with ${target.length} values.`);
  }
  const differences = Array.from(target, (value, i) => value - output[i]);
  return { mae: mean(differences.map(Math.abs)), rmse: rootMeanSquare(differences) };
}

/** @throws DataError unless the start has that many values before it and one from it on */
export function checkHistory(series: ArrayLike<number>, start: number, needed: number): void {
  if (start < needed || start >= series.length) {
    throw new DataError(
      `A forecast from value ${start} of ${series.length} needs ${needed} values before it and one to forecast.`,
    );
  }
}
