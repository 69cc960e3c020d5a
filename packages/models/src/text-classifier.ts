import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { bidirectional } from './bidirectional';
import { glorotUniform, orthogonal, randomUniform } from './initializers';

/** The recurrent layers of `textClassifier`. */
export const RECURRENT_LAYERS = ['lstm', 'gru', 'rnn', 'bilstm'] as const;
export type RecurrentLayer = (typeof RECURRENT_LAYERS)[number];

export interface TextClassifierOptions {
  /** Token ids run from 0 (padding) to vocabularySize - 1. */
  vocabularySize: number;
  embeddingDimension: number;
  recurrent: RecurrentLayer;
  /** Recurrent layers, one on top of the other. */
  layers: number;
  /** Units of each; of each direction of a `bilstm`. */
  units: number;
  /** Rate of the dropout after each recurrent layer. */
  dropout: number;
  classes: number;
  /** Tokens per text. */
  maxLength: number;
  /** Draws the weights, layer by layer. */
  random: RandomState;
}

/**
 * Embedding → recurrent layers → Dense softmax. Padding is masked. GRUs are those of Keras with `reset_after=False`. Not
 * compiled.
 *
 * @returns token ids, shape [texts, maxLength] → probabilities, shape [texts, classes]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function textClassifier(options: TextClassifierOptions): tf.Sequential {
  const { vocabularySize, embeddingDimension, recurrent, layers, dropout, classes, maxLength, random } =
    options;
  const model = tf.sequential({ name: `text_${recurrent}` });
  model.add(
    tf.layers.embedding({
      name: 'embedding',
      inputDim: vocabularySize,
      outputDim: embeddingDimension,
      inputLength: maxLength,
      maskZero: true,
      embeddingsInitializer: randomUniform(random),
    }),
  );
  for (let layer = 1; layer <= layers; layer++) {
    model.add(recurrentLayer(options, `${recurrent}_${layer}`, layer < layers));
    if (dropout > 0) model.add(tf.layers.dropout({ name: `dropout_${layer}`, rate: dropout }));
  }
  model.add(
    tf.layers.dense({
      name: 'dense',
      units: classes,
      activation: 'softmax',
      kernelInitializer: glorotUniform(random),
      biasInitializer: 'zeros',
    }),
  );
  return model;
}

function recurrentLayer(
  { recurrent, units, random }: TextClassifierOptions,
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
