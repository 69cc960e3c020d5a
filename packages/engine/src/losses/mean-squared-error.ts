import { meanOfElements } from './elementwise';
import type { LossFunction } from './loss';

/** Keras's `mean_squared_error`: the mean of (y − t)². */
export const meanSquaredError: LossFunction = {
  checks: {},
  targets: 'values',
  evaluate: meanOfElements((y, t) => ({ prediction: y, loss: (y - t) ** 2, gradient: 2 * (y - t) })),
  reference: (tf, target, prediction) => tf.metrics.meanSquaredError(target, prediction),
};
