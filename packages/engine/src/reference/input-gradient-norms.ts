import * as tf from '@tensorflow/tfjs';
import { lossFunction, resolveLoss } from '../losses';
import type { Loss, LossConfig } from '../losses';
import type { NdArray } from '../types';
import { correctUnstackGradient } from './unstack-gradient';

/**
 * How strongly a model's loss depends on its input at each time step: the L2 norm, over the features, of the gradient of a
 * row's loss, as a mean over the rows. Computed by TensorFlow.js's automatic differentiation, for a few rows; dropout is
 * off. The input rather than a hidden state, because an LSTM's state has two parts and other layers' one.
 *
 * @param x shape [rows, steps, features], not of word ids
 * @param y shape [rows, outputs]
 * @returns one norm per step, in the order of time
 */
export function inputGradientNorms(
  model: tf.LayersModel,
  loss: Loss | LossConfig,
  x: NdArray,
  y: NdArray,
): number[] {
  correctUnstackGradient();
  const config = resolveLoss(loss);
  const { reference } = lossFunction(config);
  return tf.tidy(() => {
    const targets = tf.tensor(y.data, [...y.shape]);
    // The sum's gradient has each row's own, because no row's loss depends on another row.
    const lossOf = (input: tf.Tensor) =>
      reference(tf, targets, model.apply(input) as tf.Tensor, config).sum() as tf.Scalar;
    const gradient = tf.grad(lossOf)(tf.tensor(x.data, [...x.shape]));
    return Array.from(gradient.norm('euclidean', 2).mean(0).dataSync());
  });
}
