import { number, optional } from '../options';
import { meanOfElements } from './elementwise';
import type { LossFunction } from './loss';

export interface HuberOptions {
  /** The error up to which the loss is quadratic; default 1. */
  delta?: number;
}

/** Keras's `Huber` (Huber 1964): the mean of ½(y − t)² if |y − t| ≤ δ, of δ|y − t| − ½δ² otherwise. */
export const huber: LossFunction<HuberOptions> = {
  checks: { delta: optional(number({ above: 0 })) },
  targets: 'values',
  evaluate: meanOfElements((y, t, { delta = 1 }) => {
    const error = y - t;
    const size = Math.abs(error);
    return size <= delta
      ? { prediction: y, loss: 0.5 * error * error, gradient: error }
      : { prediction: y, loss: delta * size - 0.5 * delta * delta, gradient: delta * Math.sign(error) };
  }),
  reference: (tf, target, prediction, { delta = 1 }) =>
    tf.losses.huberLoss(target, prediction, undefined, delta, tf.Reduction.NONE).mean(-1),
};
