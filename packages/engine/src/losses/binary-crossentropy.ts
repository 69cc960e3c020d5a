import { number, optional } from '../options';
import { meanOfElements } from './elementwise';
import type { LossFunction } from './loss';

export interface BinaryCrossentropyOptions {
  /** s moves every target t to t·(1 − s) + s/2; default 0. */
  labelSmoothing?: number;
}

/** Keras's `BinaryCrossentropy`: the mean of softplus(z) − t·z over the logits z. */
export const binaryCrossentropy: LossFunction<BinaryCrossentropyOptions> = {
  checks: { labelSmoothing: optional(number({ from: 0, to: 1 })) },
  targets: 'probabilities',
  fusedActivation: 'sigmoid',
  evaluate: meanOfElements((z, target, { labelSmoothing = 0 }) => {
    const t = target * (1 - labelSmoothing) + 0.5 * labelSmoothing;
    const prediction = 1 / (1 + Math.exp(-z));
    const softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    return { prediction, loss: softplus - t * z, gradient: prediction - t };
  }),
  reference: (tf, target, prediction, { labelSmoothing = 0 }) =>
    tf.metrics.binaryCrossentropy(target.mul(1 - labelSmoothing).add(0.5 * labelSmoothing), prediction),
};
