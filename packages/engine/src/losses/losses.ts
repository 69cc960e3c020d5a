import type { Loss } from '../types';

/** One row of the model's output. */
interface RowLoss {
  prediction: number;
  loss: number;
  /** At the last layer's output (see `fusedActivation`). */
  gradient: number;
}

interface LossFunction {
  /**
   * The activation that the loss takes over from the last layer. Cross-entropy is computed from the logits, as
   * Keras does, so that it stays finite where the sigmoid saturates.
   */
  fusedActivation?: string;
  /** Of one number; the loss of a row is the mean of its numbers. */
  evaluate(output: number, target: number): RowLoss;
}

export const LOSSES: Readonly<Record<Loss, LossFunction>> = {
  /** Keras's `mean_squared_error`: the mean of (y − t)². */
  meanSquaredError: {
    evaluate(y, t) {
      return { prediction: y, loss: (y - t) ** 2, gradient: 2 * (y - t) };
    },
  },

  /** Keras's `binary_crossentropy`: the mean of softplus(z) − t·z over the logits z. */
  binaryCrossentropy: {
    fusedActivation: 'sigmoid',
    evaluate(z, t) {
      const prediction = 1 / (1 + Math.exp(-z));
      const softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
      return { prediction, loss: softplus - t * z, gradient: prediction - t };
    },
  },
};
