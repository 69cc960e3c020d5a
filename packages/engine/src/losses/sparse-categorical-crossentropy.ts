import type { LossFunction } from './loss';
import { softmax } from './softmax';

/** Keras's `SparseCategoricalCrossentropy`, with class numbers as targets: −log softmax(z) of the row's class. */
export const sparseCategoricalCrossentropy: LossFunction = {
  checks: {},
  targets: 'class',
  fusedActivation: 'softmax',
  evaluate(row) {
    const { width, outputs, outputAt, targets, targetAt, predictions, predictionAt, gradient, weight } = row;
    const logSum = softmax(row);
    const target = targets[targetAt];
    if (gradient) {
      for (let k = 0; k < width; k++) {
        gradient[outputAt + k] = (predictions[predictionAt + k] - (k === target ? 1 : 0)) * weight;
      }
    }
    return logSum - outputs[outputAt + target];
  },
  reference(tf, target, prediction) {
    const classes = prediction.shape[prediction.rank - 1] as number;
    return tf.metrics.categoricalCrossentropy(tf.oneHot(target.toInt(), classes), prediction);
  },
};
