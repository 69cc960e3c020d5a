import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { glorotUniform, orthogonal } from './initializers';

export interface DeathsRnnOptions {
  /** Months in one input. */
  windowLength: number;
  /** SimpleRNN units. */
  units: number;
  /** Draws the weights, layer by layer. */
  random: RandomState;
}

/**
 * The notebook's SimpleRNN for the lung deaths: SimpleRNN → Dense 1, with the initial weights of Keras 2.3.1. Not compiled.
 *
 * @returns windows, shape [samples, windowLength, 1] → the next month, shape [samples, 1]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function deathsRnn({ windowLength, units, random }: DeathsRnnOptions): tf.Sequential {
  return tf.sequential({
    name: 'rnn',
    layers: [
      tf.layers.simpleRNN({
        name: 'simple_rnn',
        inputShape: [windowLength, 1],
        units,
        activation: 'tanh',
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
