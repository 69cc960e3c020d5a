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
  checkLength(length);
  const count = series.length - length;
  if (count < 1) throw shortSeries(length, length + 1, series.length);
  const x = Float32Array.from(
    { length: count * length },
    (_, i) => series[Math.floor(i / length) + (i % length)],
  );
  const y = Float32Array.from({ length: count }, (_, i) => series[i + length]);
  return { x: { data: x, shape: [count, length] }, y: { data: y, shape: [count] } };
}

/** Windows of several features, and what follows each. */
export interface FeatureWindows {
  /** Shape [windows, length, features]. */
  x: NdArray<Float32Array>;
  /** Shape [windows, horizon]: the values of the first feature that follow each window. */
  y: NdArray<Float32Array>;
}

/**
 * Sliding windows of several series of the same length, with the values of the first one that follow each, in float32.
 *
 * @param length time steps in a window
 * @param horizon values that follow it
 * @throws UserError `window-length` unless length is an integer of at least 1; `short-series` unless the series have a
 *   window and a horizon
 */
export function featureWindows(
  features: readonly ArrayLike<number>[],
  length: number,
  horizon: number,
): FeatureWindows {
  const [target] = features;
  checkLength(length);
  const count = target.length - length - horizon + 1;
  if (count < 1) throw shortSeries(length, length + horizon, target.length);
  const width = features.length;
  const x = Float32Array.from({ length: count * length * width }, (_, i) => {
    const step = Math.floor(i / width);
    return features[i % width][Math.floor(step / length) + (step % length)];
  });
  const y = Float32Array.from(
    { length: count * horizon },
    (_, i) => target[length + Math.floor(i / horizon) + (i % horizon)],
  );
  return { x: { data: x, shape: [count, length, width] }, y: { data: y, shape: [count, horizon] } };
}

function checkLength(length: number): void {
  if (Number.isInteger(length) && length >= 1) return;
  throw new UserError(
    'window-length',
    `The length of a window must be an integer of at least 1, not ${length}.`,
    { length },
  );
}

function shortSeries(window: number, needed: number, length: number): UserError {
  return new UserError(
    'short-series',
    `Windows of ${window} values need a series of at least ${needed}; this one has ${length}.`,
    { needed, length },
  );
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
