/** The state of an exponential moving average. */
export interface Average {
  value: number;
  /** Accumulated weight, below 1. */
  weight: number;
}

export const NO_AVERAGE: Average = { value: 0, weight: 0 };

/**
 * Adds a value to the average, debiased as in TensorBoard: divided by the accumulated weight, so that it starts at the first
 * value instead of near zero.
 *
 * @param smoothing in [0, 1): the factor by which earlier values keep their weight
 */
export function averageWith({ value, weight }: Average, next: number, smoothing: number): Average {
  const gathered = weight * smoothing + (1 - smoothing);
  return { value: (value * weight * smoothing + next * (1 - smoothing)) / gathered, weight: gathered };
}
