import type { LossFunction } from './loss';

/** Keras's `mean_squared_error`: the mean of (y − t)². */
export const meanSquaredError: LossFunction = {
  evaluate(y, t) {
    return { prediction: y, loss: (y - t) ** 2, gradient: 2 * (y - t) };
  },
};
