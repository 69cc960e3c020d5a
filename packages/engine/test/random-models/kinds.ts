import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs';
import { MaskedGlobalAveragePooling1D, MaskedGlobalMaxPooling1D } from '@rnn-lab/models';

export type Config = Readonly<Record<string, unknown>>;
/** Without the batch axis. */
export type Shape = readonly number[];

/** A kind of layer that the engine `cpu` computes. */
export interface Kind {
  /** Drawn for each layer, all together or some. */
  options: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Of its weights. */
  regularizers?: readonly string[];
  create(config: Config, input: Shape): tf.layers.Layer;
}

export type Kinds = Readonly<Record<string, Kind>>;

const { layers: L } = tf;
const { boolean, constantFrom } = fc;

const units = constantFrom(2, 3);
/** Those of a recurrence; `softmax` and `gelu` aren't of single elements or can't be undone, so that it has none of them. */
const ELEMENTWISE = ['linear', 'tanh', 'sigmoid', 'hardSigmoid', 'relu', 'elu', 'softplus'] as const;
const activation = constantFrom(...ELEMENTWISE, 'softmax', 'gelu');
const dropoutRate = fc.oneof(
  { weight: 9, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(0.4) },
);
const axis = constantFrom(-1, undefined);
/** Larger than by default, so that rounding errors of nearly equal features aren't magnified. */
const epsilon = constantFrom(0.01, 0.1);

const recurrentOptions = {
  units,
  activation: constantFrom(...ELEMENTWISE),
  useBias: boolean(),
  dropout: dropoutRate,
  recurrentDropout: dropoutRate,
  unroll: boolean(),
};
const gatedOptions = {
  ...recurrentOptions,
  recurrentActivation: constantFrom(...ELEMENTWISE),
  implementation: constantFrom(1, 2),
};
const recurrentRegularizers = ['kernelRegularizer', 'recurrentRegularizer', 'biasRegularizer'];

/** The weights are set later, and TensorFlow.js's orthogonal initializer is slow. */
const zeros = { recurrentInitializer: 'zeros' } as const;

const RECURRENT: Kinds = {
  simpleRNN: {
    options: recurrentOptions,
    regularizers: recurrentRegularizers,
    create: (config) => L.simpleRNN({ units: 3, ...zeros, ...config }),
  },
  lstm: {
    options: { ...gatedOptions, unitForgetBias: boolean() },
    regularizers: recurrentRegularizers,
    create: (config) => L.lstm({ units: 2, ...zeros, ...config }),
  },
  gru: {
    options: { ...gatedOptions, resetAfter: constantFrom(false) },
    regularizers: recurrentRegularizers,
    create: (config) => L.gru({ units: 2, ...zeros, ...config }),
  },
};

/** The inner layer is named too, so that its weights' names are the same in every copy of the model. */
const bidirectional = ({ create, options, regularizers }: Kind): Kind => ({
  options: { ...options, mergeMode: constantFrom('concat', 'sum', 'mul', 'ave') },
  regularizers,
  create({ name, mergeMode = 'concat', trainable, ...config }, input) {
    const layer = create({ ...config, name: `${name as string}_inner` }, input) as tf.RNN;
    return L.bidirectional({ layer, mergeMode, name, trainable } as Parameters<typeof L.bidirectional>[0]);
  },
});

const backwards = (kind: Kind): Kind => ({ ...kind, options: { ...kind.options, goBackwards: boolean() } });

const configured = (kind: Kind, fixed: Config): Kind => ({
  ...kind,
  create: (config, input) => kind.create({ ...config, ...fixed }, input),
});

const recurrentKinds = (direction: (kind: Kind) => Kind, fixed: Config): Kinds => {
  const { simpleRNN, lstm, gru } = RECURRENT;
  return {
    simpleRNN: configured(direction(simpleRNN), fixed),
    lstm: configured(direction(lstm), fixed),
    gru: configured(direction(gru), fixed),
    bidirectionalRNN: configured(bidirectional(simpleRNN), fixed),
    bidirectionalLSTM: configured(bidirectional(lstm), fixed),
    bidirectionalGRU: configured(bidirectional(gru), fixed),
  };
};

const dense: Kind = {
  options: { units, activation, useBias: boolean() },
  regularizers: ['kernelRegularizer', 'biasRegularizer'],
  create: (config) => L.dense({ units: 3, ...config }),
};

const sizeOf = (shape: Shape) => shape.reduce((a, b) => a * b, 1);

/** Of any shape, which they keep, except for Dense's features. They pass masks on. */
const ANYWHERE: Kinds = {
  dense,
  activation: { options: {}, create: (config) => L.activation({ activation: 'tanh', ...config }) },
  softmax: { options: {}, create: (config) => L.activation({ activation: 'softmax', ...config }) },
  gelu: { options: {}, create: (config) => L.activation({ ...config, activation: 'gelu' as 'relu' }) },
  dropout: {
    options: { rate: dropoutRate },
    create: (config) => L.dropout({ rate: 0, ...config }),
  },
  layerNormalization: {
    options: { axis, epsilon, scale: boolean(), center: boolean() },
    regularizers: ['gammaRegularizer', 'betaRegularizer'],
    create: (config) => L.layerNormalization({ epsilon: 0.01, ...config }),
  },
};

const BATCH_NORMALIZATION: Kind = {
  options: { axis, epsilon, momentum: constantFrom(0.9, 0.99), scale: boolean(), center: boolean() },
  regularizers: ['gammaRegularizer', 'betaRegularizer'],
  create: (config) => L.batchNormalization({ epsilon: 0.01, ...config }),
};

const timeDistributed: Kind = {
  ...dense,
  create({ name, trainable, ...config }, input) {
    const layer = dense.create({ ...config, name: `${name as string}_inner` }, input);
    return L.timeDistributed({ layer, name, trainable } as Parameters<typeof L.timeDistributed>[0]);
  },
};

/** From time steps to time steps, with masks. */
export const MASKED_SEQUENCES: Kinds = {
  ...ANYWHERE,
  ...recurrentKinds((kind) => kind, { returnSequences: true }),
  timeDistributed,
  dropoutOfSteps: {
    options: { rate: dropoutRate },
    create: (config) => L.dropout({ rate: 0, ...config, noiseShape: [null, null, 1] as unknown as number[] }),
  },
  spatialDropout1d: {
    options: { rate: dropoutRate },
    create: (config) => L.spatialDropout1d({ rate: 0, ...config } as { rate: number }),
  },
};

/** From time steps to time steps, without masks: TensorFlow.js's batch normalization ignores them, Keras's doesn't. */
export const SEQUENCES: Kinds = {
  ...MASKED_SEQUENCES,
  ...recurrentKinds(backwards, { returnSequences: true }),
  batchNormalization: BATCH_NORMALIZATION,
  reshape: {
    options: {},
    create: (config, [steps, features]) => L.reshape({ ...config, targetShape: [features, steps] }),
  },
};

/** From time steps to one row, with masks. */
export const MASKED_POOLINGS: Kinds = {
  ...recurrentKinds(backwards, {}),
  maskedGlobalMaxPooling1d: { options: {}, create: (config) => new MaskedGlobalMaxPooling1D(config) },
  maskedGlobalAveragePooling1d: { options: {}, create: (config) => new MaskedGlobalAveragePooling1D(config) },
};

/** From time steps to one row, without masks. */
export const POOLINGS: Kinds = {
  ...MASKED_POOLINGS,
  globalMaxPooling1d: { options: {}, create: (config) => L.globalMaxPooling1d({ ...config }) },
  globalAveragePooling1d: { options: {}, create: (config) => L.globalAveragePooling1d({ ...config }) },
  flatten: { options: {}, create: (config) => L.flatten({ ...config }) },
  reshape: {
    options: {},
    create: (config, input) => L.reshape({ ...config, targetShape: [sizeOf(input)] }),
  },
};

/** From one row to one row. */
export const ROWS: Kinds = {
  ...ANYWHERE,
  batchNormalization: BATCH_NORMALIZATION,
};

/** From one row to time steps. */
export const EXPANSIONS: Kinds = {
  repeatVector: {
    options: { n: constantFrom(1, 3) },
    create: (config) => L.repeatVector({ n: 2, ...config }),
  },
  reshape: {
    options: {},
    create: (config, [features]) => L.reshape({ ...config, targetShape: [features, 1] }),
  },
};

type Merge = (config: Config) => tf.layers.Layer;

export const MERGES = {
  add: (config) => L.add({ ...config }),
  average: (config) => L.average({ ...config }),
  multiply: (config) => L.multiply({ ...config }),
  maximum: (config) => L.maximum({ ...config }),
  concatenate: (config) => L.concatenate({ ...config }),
} satisfies Record<string, Merge>;
