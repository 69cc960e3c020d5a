import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { glorotUniform, orthogonal } from './initializers';

export interface SineRnnOptions {
  /** Values of the series in one input. */
  windowLength: number;
  /** SimpleRNN units. */
  units: number;
  /** Units of the hidden dense layer. */
  denseUnits: number;
  /** Draws the weights, layer by layer. */
  random: RandomState;
}

/**
 * The notebook's model for the noisy sine: SimpleRNN tanh → Dense tanh → Dense 1, with the initial weights of
 * Keras 2.3.1. A window is one time step, its values are the features. Not compiled.
 *
 * @returns windows, shape [samples, 1, windowLength] → the next value, shape [samples, 1]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function sineRnn({ windowLength, units, denseUnits, random }: SineRnnOptions): tf.Sequential {
  return tf.sequential({
    name: 'rnn',
    layers: [
      tf.layers.simpleRNN({
        name: 'simple_rnn',
        inputShape: [1, windowLength],
        units,
        activation: 'tanh',
        kernelInitializer: glorotUniform(random),
        recurrentInitializer: orthogonal(random),
        biasInitializer: 'zeros',
      }),
      tf.layers.dense({
        name: 'dense',
        units: denseUnits,
        activation: 'tanh',
        kernelInitializer: glorotUniform(random),
        biasInitializer: 'zeros',
      }),
      tf.layers.dense({
        name: 'output',
        units: 1,
        kernelInitializer: glorotUniform(random),
        biasInitializer: 'zeros',
      }),
    ],
  });
}
