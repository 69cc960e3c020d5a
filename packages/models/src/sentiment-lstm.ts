import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { glorotUniform, orthogonal, randomUniform } from './initializers';

export interface SentimentLstmOptions {
  /** Word ids run from 0 (padding) to vocabularySize - 1. */
  vocabularySize: number;
  embeddingDimension: number;
  /** LSTM units. */
  units: number;
  /** Tokens per review. */
  maxLength: number;
  /** Draws the weights, layer by layer: embedding, LSTM kernel, LSTM recurrent kernel, dense kernel. */
  random: RandomState;
}

/**
 * The notebook's model for reviews: Embedding → LSTM → Dense 1 sigmoid, with the initial weights of
 * Keras 2.3.1. Not compiled.
 *
 * @returns word ids, shape [samples, maxLength] → probability of a positive review, shape [samples, 1]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function sentimentLstm(name: string, options: SentimentLstmOptions): tf.Sequential {
  const { vocabularySize, embeddingDimension, units, maxLength, random } = options;
  return tf.sequential({
    name,
    layers: [
      tf.layers.embedding({
        name: 'embedding',
        inputDim: vocabularySize,
        outputDim: embeddingDimension,
        inputLength: maxLength,
        embeddingsInitializer: randomUniform(random),
      }),
      tf.layers.lstm({
        name: 'lstm',
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
        activation: 'sigmoid',
        kernelInitializer: glorotUniform(random),
        biasInitializer: 'zeros',
      }),
    ],
  });
}
