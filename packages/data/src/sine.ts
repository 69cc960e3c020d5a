import type { RandomState } from '@rnn-lab/random';

/** The variance of the noise, 2·U(0, 1): no forecast of a noisy sine has a smaller mean squared error. */
export const SINE_NOISE_VARIANCE = 1 / 3;

/** From one value to the next, in radians. */
const STEP = 0.02;
/** The period in steps, to the nearest whole one. */
export const SINE_PERIOD = Math.round((2 * Math.PI) / STEP);

/**
 * A noisy sine: sin(0.02·t) + 2·U(0, 1) for t = 0 … length − 1, in NumPy
 * `np.sin(0.02 * np.arange(length)) + 2 * random.rand(length)`.
 */
export function sineSeries(length: number, random: RandomState): Float64Array {
  return random.rand(length).map((noise, t) => Math.sin(STEP * t) + 2 * noise);
}
