import { meanOfElements } from './elementwise';
import type { LossFunction } from './loss';

/** Keras's `mean_absolute_error`: the mean of |y − t|. The gradient at 0 is 0. */
export const meanAbsoluteError: LossFunction = {
  checks: {},
  targets: 'values',
  evaluate: meanOfElements((y, t) => ({
    prediction: y,
    loss: Math.abs(y - t),
    gradient: Math.sign(y - t),
  })),
  reference: (tf, target, prediction) => tf.metrics.meanAbsoluteError(target, prediction),
};
