import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { glorotUniform, orthogonal } from './initializers';

export interface DeathsLstmOptions {
  /** Months in one input. */
  windowLength: number;
  /** LSTM units. */
  units: number;
  /** Draws the weights, layer by layer. */
  random: RandomState;
}

/**
 * The notebook's LSTM for the lung deaths: LSTM → Dense 1, with the initial weights of Keras 2.3.1. Not compiled.
 *
 * @returns windows, shape [samples, windowLength, 1] → the next month, shape [samples, 1]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function deathsLstm({ windowLength, units, random }: DeathsLstmOptions): tf.Sequential {
  return tf.sequential({
    name: 'lstm',
    layers: [
      tf.layers.lstm({
        name: 'lstm',
        inputShape: [windowLength, 1],
        units,
        recurrentActivation: 'sigmoid',
        unitForgetBias: true,
        kernelInitializer: glorotUniform(random),
        recurrentInitializer: orthogonal(random),
        biasInitializer: 'zeros',
      }),
      tf.layers.dense({
        name: 'dense',
        units: 1,
        kernelInitializer: glorotUniform(random),
        biasInitializer: 'zeros',
      }),
    ],
  });
}
