import { EmbeddingBag, MaskedGlobalAveragePooling1D, MaskedGlobalMaxPooling1D } from '@rnn-lab/models';
import * as tf from '@tensorflow/tfjs';

const L = tf.layers;
export const ROWS = 6;
const WORDS = 9;
const STEPS = 5;

/** A small model. Its targets are 0 and 1. */
export interface SavedModel {
  model: tf.LayersModel;
  /** Inputs below this are ids; undefined if they are numbers. */
  words?: number;
  /** Whether it has a layer that only `@rnn-lab/models` has. */
  ownLayers?: boolean;
}

const sequential = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });
const embedding = (options: { maskZero?: boolean } = {}) =>
  L.embedding({ inputDim: WORDS, outputDim: 4, inputLength: STEPS, ...options });
const steps = { inputShape: [STEPS, 3] };
const l2 = tf.regularizers.l2({ l2: 0.01 });
const sigmoid = { units: 1, activation: 'sigmoid' } as const;

/** Together they have every layer and every activation that an engine trains. */
export function models(): Record<string, SavedModel> {
  return {
    LSTM: {
      model: sequential(
        embedding({ maskZero: true }),
        L.lstm({ units: 3, unitForgetBias: true, recurrentActivation: 'sigmoid', dropout: 0.2 }),
        L.dense(sigmoid),
      ),
      words: WORDS,
    },
    'a stack of recurrent layers': {
      model: sequential(
        L.simpleRNN({ units: 3, returnSequences: true, activation: 'relu', ...steps }),
        L.gru({ units: 4, returnSequences: true, goBackwards: true }),
        L.lstm({ units: 3, useBias: false, activation: 'softplus', trainable: false }),
        L.dense(sigmoid),
      ),
    },
    'both directions': {
      model: sequential(
        embedding({ maskZero: true }),
        L.bidirectional({
          layer: L.gru({ units: 3, returnSequences: true }) as tf.RNN,
          mergeMode: 'concat',
        }),
        L.bidirectional({ layer: L.lstm({ units: 2 }) as tf.RNN, mergeMode: 'ave' }),
        L.dense(sigmoid),
      ),
      words: WORDS,
    },
    'max pooling of words': {
      model: sequential(
        embedding(),
        L.spatialDropout1d({ rate: 0.3 }),
        L.layerNormalization({ epsilon: 0.01 }),
        L.globalMaxPooling1d(),
        L.dropout({ rate: 0.3 }),
        L.dense(sigmoid),
      ),
      words: WORDS,
    },
    'batch normalization, and L2 regularizers': {
      model: sequential(
        L.batchNormalization({ momentum: 0.8, ...steps }),
        L.lstm({ units: 4, kernelRegularizer: l2, recurrentRegularizer: l2 }),
        L.batchNormalization({ epsilon: 0.01, scale: false }),
        L.dense({ ...sigmoid, kernelRegularizer: l2 }),
      ),
    },
    'masked time steps': {
      model: sequential(
        L.masking({ maskValue: 0.5, ...steps }),
        L.gru({ units: 4, recurrentActivation: 'hardSigmoid' }),
        L.dense(sigmoid),
      ),
    },
    'an encoder and a decoder': {
      model: sequential(
        L.gru({ units: 4, recurrentActivation: 'sigmoid', ...steps }),
        L.repeatVector({ n: 4 }),
        L.lstm({ units: 3, returnSequences: true, recurrentActivation: 'hardSigmoid' }),
        L.timeDistributed({ layer: L.dense({ units: 2, activation: 'hardSigmoid' }) }),
        L.reshape({ targetShape: [2, 4] }),
        L.flatten(),
        L.dense(sigmoid),
      ),
    },
    'every activation': {
      model: sequential(
        L.inputLayer(steps),
        ...(['linear', 'tanh', 'sigmoid', 'hardSigmoid', 'relu', 'elu', 'softplus', 'softmax'] as const).map(
          (activation) => L.dense({ units: 5, activation }),
        ),
        L.activation({ activation: 'gelu' as 'relu' }),
        L.globalAveragePooling1d(),
        L.dense({ ...sigmoid, useBias: false }),
      ),
    },
    'a graph with a shared layer': { model: graph() },
    'masked pooling': { model: maskedPooling(), words: WORDS, ownLayers: true },
    'bags of n-grams': { model: subwords(false), words: WORDS, ownLayers: true },
    'bags of n-grams, masked': { model: subwords(true), words: WORDS, ownLayers: true },
  };
}

function graph(): tf.LayersModel {
  const input = tf.input({ shape: [STEPS, 3], name: 'series' });
  const apply = (layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]) =>
    layer.apply(inputs.length > 1 ? inputs : inputs[0]) as tf.SymbolicTensor;
  const shared = L.dense({ units: 3, activation: 'tanh', name: 'shared' });
  const once = apply(shared, input);
  const twice = apply(shared, once);
  const sum = apply(L.add(), once, twice);
  const product = apply(L.multiply(), once, sum, twice);
  const largest = apply(L.maximum(), product, sum);
  const mean = apply(L.average(), largest, once);
  const joined = apply(L.concatenate(), mean, product, input);
  const hidden = apply(L.simpleRNN({ units: 3 }), joined);
  return tf.model({ inputs: input, outputs: apply(L.dense(sigmoid), hidden), name: 'graph' });
}

function maskedPooling(): tf.LayersModel {
  const input = tf.input({ shape: [STEPS], dtype: 'int32' });
  const words = L.embedding({ inputDim: WORDS, outputDim: 4, maskZero: true }).apply(input);
  const pools = [new MaskedGlobalMaxPooling1D(), new MaskedGlobalAveragePooling1D()];
  const joined = L.concatenate().apply(pools.map((pool) => pool.apply(words) as tf.SymbolicTensor));
  return tf.model({ inputs: input, outputs: L.dense(sigmoid).apply(joined) as tf.SymbolicTensor });
}

function subwords(maskZero: boolean): tf.LayersModel {
  const input = tf.input({ shape: [STEPS], dtype: 'int32' });
  const sizes = { inputDim: WORDS, outputDim: 4, inputLength: STEPS, maskZero };
  const bag = new EmbeddingBag({ ...sizes, tableSize: 6, bagSize: 2 });
  const vectors = [L.embedding(sizes), bag].map((layer) => layer.apply(input) as tf.SymbolicTensor);
  const [table] = bag.getWeights();
  const bags = Array.from({ length: WORDS * 2 }, (_, i) => (i * 5) % 6);
  bag.setWeights([table, tf.tensor(bags, [WORDS, 2])]);
  const states = L.lstm({ units: 3 }).apply(L.add().apply(vectors)) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: L.dense(sigmoid).apply(states) as tf.SymbolicTensor });
}
