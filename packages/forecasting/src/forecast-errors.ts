import { UserError } from '@rnn-lab/errors';
import { mean, rootMeanSquare } from 'simple-statistics';

export interface ForecastErrors {
  /** Mean absolute error. */
  mae: number;
  /** Root mean squared error. */
  rmse: number;
}

/**
 * The errors of forecasts, in the unit of the series.
 *
 * @param target the true values
 * @param output the forecasts
 * @throws UserError `forecast-length` unless both have the same length of at least 1
 */
export function forecastErrors(target: ArrayLike<number>, output: ArrayLike<number>): ForecastErrors {
  if (target.length === 0 || target.length !== output.length) {
    throw new UserError(
      'forecast-length',
      `${output.length} forecasts can't be compared with ${target.length} values.`,
      { forecasts: output.length, values: target.length },
    );
  }
  const differences = Array.from(target, (value, i) => value - output[i]);
  return { mae: mean(differences.map(Math.abs)), rmse: rootMeanSquare(differences) };
}
