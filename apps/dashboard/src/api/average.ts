/** An exponential moving average so far. */
export interface Average {
  value: number;
  /** That its values have gathered, below 1. */
  weight: number;
}

export const NO_AVERAGE: Average = { value: 0, weight: 0 };

/**
 * The average with one value more, debiased as in TensorBoard: divided by the weight that the values have gathered, so that
 * it begins at the first and not near zero.
 *
 * @param smoothing in [0, 1), what the values before keep of their weight
 */
export function averageWith({ value, weight }: Average, next: number, smoothing: number): Average {
  const gathered = weight * smoothing + (1 - smoothing);
  return { value: (value * weight * smoothing + next * (1 - smoothing)) / gathered, weight: gathered };
}
