import { mean, standardDeviation } from 'simple-statistics';

import { DataError } from './errors';

/** pandas's `clip(upper=max)`: larger values become the maximum. */
export function clip(values: ArrayLike<number>, max: number): Float64Array {
  return Float64Array.from(values, (value) => Math.min(value, max));
}

/** Standard scores, and back. Its two fields are what a run records as its scaling. */
export class Standardization {
  constructor(
    readonly mean: number,
    readonly deviation: number,
  ) {}

  /**
   * By the mean and the population deviation of the values (NumPy's `mean` and `std`).
   *
   * @throws DataError where there are no values, or all are the same
   */
  static fit(values: ArrayLike<number>): Standardization {
    const list = Array.from(values);
    // Rounding may leave the same value thrice with a tiny deviation.
    if (list.every((value) => value === list[0])) {
      throw new DataError('Values that are all the same have no deviation to standardize by.');
    }
    return new Standardization(mean(list), standardDeviation(list));
  }

  apply(values: ArrayLike<number>): Float64Array {
    return Float64Array.from(values, (value) => (value - this.mean) / this.deviation);
  }

  /** From standard scores to the original unit. */
  invert(scores: ArrayLike<number>): Float64Array {
    return Float64Array.from(scores, (score) => score * this.deviation + this.mean);
  }
}
