import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { bidirectional } from './bidirectional';
import { glorotUniform, orthogonal } from './initializers';

/** The kinds of recurrent layers that a model can be built of. */
export const RECURRENT_LAYERS = ['lstm', 'gru', 'rnn', 'bilstm'] as const;
export type RecurrentLayer = (typeof RECURRENT_LAYERS)[number];

export interface RecurrentLayersOptions {
  recurrent: RecurrentLayer;
  /** Recurrent layers, one on top of the other. */
  layers: number;
  /** Units of each; of each direction of a `bilstm`. */
  units: number;
  /** Rate of the dropout after each recurrent layer. */
  dropout: number;
  /** Draws the weights, layer by layer. */
  random: RandomState;
}

/**
 * Adds recurrent layers, each with its dropout: shape [rows, steps, features] → [rows, units]. GRUs are those of Keras with
 * `reset_after=False`.
 */
export function addRecurrentLayers(model: tf.Sequential, options: RecurrentLayersOptions): void {
  const { recurrent, layers, dropout } = options;
  for (let layer = 1; layer <= layers; layer++) {
    model.add(recurrentLayer(options, `${recurrent}_${layer}`, layer < layers));
    if (dropout > 0) model.add(tf.layers.dropout({ name: `dropout_${layer}`, rate: dropout }));
  }
}

function recurrentLayer(
  { recurrent, units, random }: RecurrentLayersOptions,
  name: string,
  returnSequences: boolean,
): tf.layers.Layer {
  const options = {
    name,
    units,
    returnSequences,
    kernelInitializer: glorotUniform(random),
    recurrentInitializer: orthogonal(random),
    biasInitializer: 'zeros',
  } as const;
  switch (recurrent) {
    case 'rnn':
      return tf.layers.simpleRNN(options);
    case 'gru':
      return tf.layers.gru({ ...options, recurrentActivation: 'sigmoid' });
    case 'lstm':
      return tf.layers.lstm({ ...options, recurrentActivation: 'sigmoid' });
    case 'bilstm': {
      const layer = tf.layers.lstm({ ...options, name: `${name}_direction`, recurrentActivation: 'sigmoid' });
      return bidirectional({ name, layer: layer as tf.RNN, mergeMode: 'concat' });
    }
  }
}
