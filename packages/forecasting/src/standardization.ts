import { UserError } from '@rnn-lab/errors';
import { mean, standardDeviation } from 'simple-statistics';

/** pandas's `clip(upper=max)`: larger values become the maximum. */
export function clip(values: ArrayLike<number>, max: number): Float64Array {
  return Float64Array.from(values, (value) => Math.min(value, max));
}

/** Scales to zero mean and unit deviation, and back (scikit-learn's `StandardScaler`). A run records the two fields. */
export class Standardization {
  constructor(
    readonly mean: number,
    readonly deviation: number,
  ) {}

  /**
   * Uses the mean and the population deviation of the values (NumPy's `mean` and `std`).
   *
   * @throws UserError `constant-series` if there are no values or all are equal
   */
  static fit(values: ArrayLike<number>): Standardization {
    const list = Array.from(values);
    // Equal values can have a tiny deviation through rounding.
    if (list.every((value) => value === list[0])) {
      throw new UserError(
        'constant-series',
        'Values that are all the same have no deviation to standardize by.',
      );
    }
    return new Standardization(mean(list), standardDeviation(list));
  }

  /** Standard scores: each value less the mean, divided by the deviation. */
  apply(values: ArrayLike<number>): Float64Array {
    return Float64Array.from(values, (value) => (value - this.mean) / this.deviation);
  }

  /** From standard scores to the original unit. */
  invert(scores: ArrayLike<number>): Float64Array {
    return Float64Array.from(scores, (score) => score * this.deviation + this.mean);
  }
}
