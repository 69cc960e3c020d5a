import { DataError } from './errors';
import type { NdArray } from './nd-array';

export interface Windows {
  /** Shape [windows, length]: window i holds the values i … i + length − 1. */
  x: NdArray;
  /** Shape [windows]: the value after each window. */
  y: NdArray;
}

/**
 * Every window of a series with the value that follows it, float32.
 *
 * @param length values in a window
 * @throws DataError unless length is an integer from 1 up and the series is longer
 */
export function windows(series: ArrayLike<number>, length: number): Windows {
  if (!Number.isInteger(length) || length < 1) {
    throw new DataError(`The length of a window must be an integer from 1 up, not ${length}.`);
  }
  const count = series.length - length;
  if (count < 1) {
    throw new DataError(
      `Windows of ${length} values need a series of at least ${length + 1}, and this one has ${series.length}.`,
    );
  }
  const x = Float32Array.from(
    { length: count * length },
    (_, i) => series[Math.floor(i / length) + (i % length)],
  );
  const y = Float32Array.from({ length: count }, (_, i) => series[i + length]);
  return { x: { data: x, shape: [count, length] }, y: { data: y, shape: [count] } };
}

/**
 * The series with its last value that many times more, so that windows of that length reach the
 * series' own end.
 *
 * @throws DataError where the series is empty
 */
export function repeatLast(series: ArrayLike<number>, times: number): Float64Array {
  if (series.length === 0) {
    throw new DataError('An empty series has no last value to repeat.');
  }
  const padded = new Float64Array(series.length + times).fill(series[series.length - 1]);
  padded.set(series);
  return padded;
}
