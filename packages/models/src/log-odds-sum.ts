import * as tf from '@tensorflow/tfjs';

/**
 * Combines classifiers by a weighted sum of their log-odds: Dense 1 sigmoid, which begins as their mean.
 *
 * @returns the members' log-odds, shape [rows, members] → probability of the positive class, shape [rows, 1]
 */
export function logOddsSum(members: number): tf.LayersModel {
  const odds = tf.input({ name: 'log_odds', shape: [members] });
  const sum = tf.layers.dense({
    name: 'sum',
    units: 1,
    activation: 'sigmoid',
    kernelInitializer: tf.initializers.constant({ value: 1 / members }),
    biasInitializer: 'zeros',
  });
  return tf.model({ name: 'ensemble', inputs: odds, outputs: sum.apply(odds) as tf.SymbolicTensor });
}
