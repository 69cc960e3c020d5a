import * as tf from '@tensorflow/tfjs';
import { floats, sentences } from '../../test/helpers';
import type { ParityCase } from '../../test/parity';
import { testParity } from '../../test/parity';
import { ACTIVATIONS } from './activations';

const L = tf.layers;
const zeros = { recurrentInitializer: 'zeros' } as const;
const rows: ParityCase['x'] = (random) => floats(random, 7, 4, 3);

/** The layers on rows of 4 time steps and 3 features. */
const of = (
  first: (inputShape: { inputShape: number[] }) => tf.layers.Layer,
  ...rest: tf.layers.Layer[]
) => ({
  model: () => tf.sequential({ layers: [first({ inputShape: [4, 3] }), ...rest, L.dense({ units: 1 })] }),
  x: rows,
});

testParity({
  Flatten: of((shape) => L.simpleRNN({ units: 3, ...zeros, returnSequences: true, ...shape }), L.flatten()),
  'Flatten of words': {
    model: () =>
      tf.sequential({
        layers: [
          L.embedding({ inputDim: 9, outputDim: 2, inputLength: 5 }),
          L.flatten(),
          L.dense({ units: 1 }),
        ],
      }),
    x: (random) => sentences(random, 9, 5, [5, 2, 0, 3]),
  },
  Reshape: of(
    (shape) => L.dense({ units: 4, ...shape }),
    L.reshape({ targetShape: [8, 2] }),
    L.lstm({ units: 3, ...zeros }),
  ),
  'RepeatVector, an encoder and a decoder': of(
    (shape) => L.gru({ units: 4, ...zeros, ...shape }),
    L.repeatVector({ n: 5 }),
    L.lstm({ units: 3, ...zeros, returnSequences: true }),
    L.timeDistributed({ layer: L.dense({ units: 2, activation: 'tanh' }) }),
    L.flatten(),
  ),
  LayerNormalization: of(
    (shape) => L.layerNormalization({ ...shape }),
    L.simpleRNN({ units: 3, ...zeros, returnSequences: true }),
    L.layerNormalization({ axis: -1, epsilon: 0.01 }),
    L.simpleRNN({ units: 3, ...zeros }),
  ),
  Masking: {
    ...of((shape) => L.masking({ maskValue: 0.5, ...shape }), L.lstm({ units: 3, ...zeros })),
    x: (random) => {
      const { data, shape } = floats(random, 7, 4, 3);
      for (const step of [0, 4, 5, 8, 10, 12, 13, 14, 15, 19]) data.fill(0.5, 3 * step, 3 * step + 3);
      data[60] = 0.5;
      return { data, shape };
    },
  },
  'a frozen layer, and one without bias': of(
    (shape) => L.dense({ units: 4, trainable: false, ...shape }),
    L.lstm({ units: 3, ...zeros, useBias: false }),
    L.dense({ units: 3, useBias: false }),
  ),
  'a frozen embedding': {
    model: () =>
      tf.sequential({
        layers: [
          L.embedding({ inputDim: 9, outputDim: 2, inputLength: 5, trainable: false }),
          L.simpleRNN({ units: 3, ...zeros }),
          L.dense({ units: 1 }),
        ],
      }),
    x: (random) => sentences(random, 9, 5, [5, 2, 0, 3]),
  },
  ...Object.fromEntries(
    [...Object.keys(ACTIVATIONS), 'softmax'].flatMap((name) => {
      const activation = name as 'relu';
      const alone = of((shape) => L.activation({ activation, ...shape }), L.flatten());
      const dense = of(
        (shape) => L.dense({ units: 5, activation, ...shape }),
        L.simpleRNN({ units: 2, ...zeros }),
      );
      return [
        [`the activation ${name}`, alone],
        [`Dense with ${name}`, dense],
      ];
    }),
  ),
  ...Object.fromEntries(
    ['hardSigmoid', 'relu', 'elu', 'softplus'].map((name) => {
      const options = { activation: name as 'relu', recurrentActivation: name as 'relu', ...zeros };
      const model = () =>
        tf.sequential({
          layers: [L.lstm({ units: 3, ...options, inputShape: [4, 3] }), L.dense({ units: 1 })],
        });
      return [`LSTM with ${name}`, { model, x: rows }];
    }),
  ),
});
