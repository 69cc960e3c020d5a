import * as tf from '@tensorflow/tfjs';

/**
 * Combines classifiers by the mean of their log-odds, the logarithm of the geometric mean of their odds: Dense 1 sigmoid
 * with the weights 1 / members. Not to be trained.
 *
 * @returns the members' log-odds, shape [rows, members] → probability of the positive class, shape [rows, 1]
 */
export function logOddsMean(members: number): tf.LayersModel {
  const odds = tf.input({ name: 'log_odds', shape: [members] });
  const mean = tf.layers.dense({
    name: 'mean',
    units: 1,
    activation: 'sigmoid',
    kernelInitializer: tf.initializers.constant({ value: 1 / members }),
    biasInitializer: 'zeros',
  });
  return tf.model({ name: 'ensemble', inputs: odds, outputs: mean.apply(odds) as tf.SymbolicTensor });
}
