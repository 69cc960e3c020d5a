import type { LossFunction } from './loss';

/** Keras's `binary_crossentropy`: the mean of softplus(z) − t·z over the logits z. */
export const binaryCrossentropy: LossFunction = {
  fusedActivation: 'sigmoid',
  evaluate(z, t) {
    const prediction = 1 / (1 + Math.exp(-z));
    const softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    return { prediction, loss: softplus - t * z, gradient: prediction - t };
  },
};
