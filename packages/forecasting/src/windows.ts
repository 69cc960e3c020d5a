import { UserError } from '@rnn-lab/errors';
import type { NdArray } from '@rnn-lab/errors';

export interface Windows {
  /** Shape [windows, length]: window i consists of the values i … i + length − 1. */
  x: NdArray<Float32Array>;
  /** Shape [windows]: the value that follows each window. */
  y: NdArray<Float32Array>;
}

/**
 * Sliding windows of a series with the value that follows each, in float32.
 *
 * @param length values in a window
 * @throws UserError `window-length` unless length is an integer of at least 1; `short-series` unless the series is longer
 */
export function windows(series: ArrayLike<number>, length: number): Windows {
  if (!Number.isInteger(length) || length < 1) {
    throw new UserError(
      'window-length',
      `The length of a window must be an integer of at least 1, not ${length}.`,
      { length },
    );
  }
  const count = series.length - length;
  if (count < 1) {
    throw new UserError(
      'short-series',
      `Windows of ${length} values need a series of at least ${length + 1}; this one has ${series.length}.`,
      { needed: length + 1, length: series.length },
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
 * Appends `times` copies of the last value, so that windows of that length reach the end of the series.
 *
 * @throws UserError `short-series` if the series is empty
 */
export function repeatLast(series: ArrayLike<number>, times: number): Float64Array {
  if (series.length === 0) {
    throw new UserError('short-series', 'An empty series has no last value to repeat.', {
      needed: 1,
      length: 0,
    });
  }
  const padded = new Float64Array(series.length + times).fill(series[series.length - 1]);
  padded.set(series);
  return padded;
}
