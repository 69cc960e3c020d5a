import { number, optional } from '../options';
import type { LossFunction } from './loss';
import { softmax } from './softmax';

export interface CategoricalCrossentropyOptions {
  /** s moves every target t to t·(1 − s) + s/classes; default 0. */
  labelSmoothing?: number;
}

/** Keras's `CategoricalCrossentropy`, with one-hot targets: −Σ t·log softmax(z) over the logits z. */
export const categoricalCrossentropy: LossFunction<CategoricalCrossentropyOptions> = {
  checks: { labelSmoothing: optional(number({ from: 0, to: 1 })) },
  targets: 'probabilities',
  fusedActivation: 'softmax',
  evaluate(row, { labelSmoothing = 0 }) {
    const { width, outputs, outputAt, targets, targetAt, predictions, predictionAt, gradient, weight } = row;
    const logSum = softmax(row);
    const smoothed = (k: number) => targets[targetAt + k] * (1 - labelSmoothing) + labelSmoothing / width;
    let loss = 0;
    let total = 0;
    for (let k = 0; k < width; k++) {
      const t = smoothed(k);
      loss += t * (logSum - outputs[outputAt + k]);
      total += t;
    }
    if (gradient) {
      for (let k = 0; k < width; k++) {
        gradient[outputAt + k] = (total * predictions[predictionAt + k] - smoothed(k)) * weight;
      }
    }
    return loss;
  },
  reference(tf, target, prediction, { labelSmoothing = 0 }) {
    const smoothing = labelSmoothing / (prediction.shape[prediction.rank - 1] as number);
    return tf.metrics.categoricalCrossentropy(target.mul(1 - labelSmoothing).add(smoothing), prediction);
  },
};
