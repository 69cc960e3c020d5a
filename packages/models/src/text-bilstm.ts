import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { bidirectional } from './bidirectional';
import { glorotUniform, orthogonal, randomUniform } from './initializers';
import { EmbeddingBag, MaskedGlobalAveragePooling1D, MaskedGlobalMaxPooling1D } from './layers';

/** A mask of dropout per text and token, the same for all of its vector's values. */
const WHOLE_VECTORS = [null, null, 1] as unknown as number[];

export interface TextBilstmOptions {
  /** The model's. */
  name: string;
  /** Token ids run from 0 (padding) to vocabularySize - 1. */
  vocabularySize: number;
  embeddingDimension: number;
  /** Without them, a token is a vector of its own alone. */
  ngrams?: {
    /** Rows of the table of n-gram vectors; row 0 stands for none. */
    tableSize: number;
    /** The rows of each token's n-grams, shape [vocabularySize, bag size], filled up with 0. */
    bags: Float32Array;
  };
  /** LSTM units of each direction. */
  units: number;
  /** Rate of the dropout before and after the LSTM. */
  dropout: number;
  /** Rate at which the whole vector of a token is dropped (default: 0). */
  wordDropout?: number;
  /** Tokens per text. */
  maxLength: number;
  /** Draws the weights, layer by layer: tokens, n-grams, LSTM forward and backward, dense kernel. */
  random: RandomState;
}

/**
 * A text's tokens, each the sum of a vector of its own and of the mean of its n-grams' vectors → bidirectional LSTM → the
 * largest value and the mean over all tokens → Dense 1 sigmoid. Padding is masked. Not compiled.
 *
 * @returns token ids, shape [texts, maxLength] → probability of the positive class, shape [texts, 1]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function textBilstm(options: TextBilstmOptions): tf.LayersModel {
  const { name, vocabularySize, embeddingDimension, ngrams, units, dropout, maxLength, random } = options;
  const { wordDropout = 0 } = options;
  const ids = tf.input({ name: 'ids', shape: [maxLength], dtype: 'int32' });
  const words = tf.layers.embedding({
    name: 'words',
    inputDim: vocabularySize,
    outputDim: embeddingDimension,
    inputLength: maxLength,
    maskZero: true,
    embeddingsInitializer: randomUniform(random),
  });
  const bag = ngrams && ngramLayer(options, ngrams);
  const lstm = tf.layers.lstm({
    name: 'lstm_direction',
    units,
    returnSequences: true,
    recurrentActivation: 'sigmoid',
    unitForgetBias: true,
    kernelInitializer: glorotUniform(random),
    recurrentInitializer: orthogonal(random),
    biasInitializer: 'zeros',
  });

  const vectors = bag
    ? tf.layers
        .add({ name: 'vectors' })
        .apply([words.apply(ids), bag.apply(ids)].flat() as tf.SymbolicTensor[])
    : words.apply(ids);
  const known =
    wordDropout > 0
      ? tf.layers
          .dropout({ name: 'dropout_words', rate: wordDropout, noiseShape: WHOLE_VECTORS })
          .apply(vectors)
      : vectors;
  const dropped = tf.layers.dropout({ name: 'dropout_vectors', rate: dropout }).apply(known);
  const states = bidirectional({ name: 'lstm', layer: lstm as tf.RNN, mergeMode: 'concat' }).apply(dropped);
  const pooled = [
    new MaskedGlobalMaxPooling1D({ name: 'max' }).apply(states),
    new MaskedGlobalAveragePooling1D({ name: 'mean' }).apply(states),
  ] as tf.SymbolicTensor[];
  const summary = tf.layers.concatenate({ name: 'summary' }).apply(pooled);
  const kept = tf.layers.dropout({ name: 'dropout_summary', rate: dropout }).apply(summary);
  const output = tf.layers
    .dense({
      name: 'dense',
      units: 1,
      activation: 'sigmoid',
      kernelInitializer: glorotUniform(random),
      biasInitializer: 'zeros',
    })
    .apply(kept) as tf.SymbolicTensor;

  const model = tf.model({ name, inputs: ids, outputs: output });
  if (ngrams && bag) setBags(bag, ngrams.bags);
  return model;
}

function ngramLayer(
  { vocabularySize, embeddingDimension, maxLength, random }: TextBilstmOptions,
  { tableSize, bags }: Required<TextBilstmOptions>['ngrams'],
): EmbeddingBag {
  return new EmbeddingBag({
    name: 'ngrams',
    inputDim: vocabularySize,
    outputDim: embeddingDimension,
    tableSize,
    bagSize: bags.length / vocabularySize,
    inputLength: maxLength,
    maskZero: true,
    embeddingsInitializer: randomUniform(random),
  });
}

function setBags(layer: EmbeddingBag, bags: Float32Array): void {
  tf.tidy(() => {
    const [embeddings, empty] = layer.getWeights();
    layer.setWeights([embeddings, tf.tensor(bags, empty.shape)]);
  });
}
