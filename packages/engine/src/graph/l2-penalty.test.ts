import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { randomized, relativeError, relativeErrors, sentences, using } from '../../test/helpers';
import { PARALLEL, testParity } from '../../test/parity';
import { penaltiesOf } from '../../test/penalties';
import { compile, fitOptions, LENGTH, WORDS, x, y } from '../../test/sentiment';
import type { CompileOptions, EngineName } from '../index';
import { createEngine, UnsupportedModelError } from '../index';

const L = tf.layers;

beforeAll(() => tf.enableProdMode());

const l2 = (factor: number) => tf.regularizers.l2({ l2: factor });
const recurrent = {
  kernelRegularizer: l2(0.02),
  recurrentRegularizer: l2(0.5),
  biasRegularizer: l2(0.3),
  recurrentInitializer: 'zeros',
} as const;
const words = (options: object = {}) =>
  L.embedding({
    inputDim: 9,
    outputDim: 2,
    inputLength: 5,
    embeddingsRegularizer: l2(0.1),
    name: 'words',
    ...options,
  });
const onWords = (...layers: tf.layers.Layer[]) => ({
  model: () => tf.sequential({ layers: [...layers, L.dense({ units: 1, kernelRegularizer: l2(0.1) })] }),
  x: (random: RandomState) => sentences(random, 9, 5, [5, 2, 0, 3, 1]),
});

testParity({
  'SimpleRNN and an embedding': onWords(words(), L.simpleRNN({ units: 3, ...recurrent })),
  'LSTM on masked words': onWords(words({ maskZero: true }), L.lstm({ units: 3, ...recurrent })),
  'GRU, and a frozen embedding': onWords(words({ trainable: false }), L.gru({ units: 3, ...recurrent })),
  'Bidirectional and TimeDistributed': onWords(
    words(),
    L.timeDistributed({ layer: L.dense({ units: 3, kernelRegularizer: l2(0.2), biasRegularizer: l2(0.1) }) }),
    L.bidirectional({ layer: L.lstm({ units: 3, ...recurrent }) as tf.RNN, mergeMode: 'concat' }),
  ),
  LayerNormalization: onWords(
    words(),
    L.layerNormalization({ gammaRegularizer: l2(0.3), betaRegularizer: l2(0.2) }),
    L.simpleRNN({ units: 3, ...recurrent }),
  ),
  'a layer that is applied twice': {
    model: () => {
      const shared = L.dense({ units: 3, activation: 'tanh', kernelRegularizer: l2(0.2) });
      const input = tf.input({ shape: [3] });
      const out = [shared, shared, L.dense({ units: 1 })].reduce(
        (tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor,
        input,
      );
      return tf.model({ inputs: input, outputs: out });
    },
    x: () => ({ data: Float32Array.from({ length: 12 }, (_, i) => Math.sin(i)), shape: [4, 3] }),
  },
});

/** A model with regularizers, one of them of a frozen layer. */
function regularizedModel(scale = 1): tf.LayersModel {
  const l2 = (factor: number) => tf.regularizers.l2({ l2: scale * factor });
  const frozen = L.dense({
    units: 4,
    activation: 'tanh',
    kernelRegularizer: l2(0.5),
    trainable: false,
    name: 'frozen',
  });
  return randomized(
    tf.sequential({
      layers: [
        words({ inputDim: WORDS, inputLength: LENGTH, embeddingsRegularizer: l2(0.1) }),
        frozen,
        L.lstm({
          units: 3,
          kernelRegularizer: l2(0.02),
          recurrentRegularizer: l2(0.5),
          biasRegularizer: l2(0.3),
        }),
        L.dense({ units: 1, activation: 'sigmoid', biasRegularizer: l2(0.4), name: 'out' }),
      ],
    }),
  );
}

describe.each([
  {},
  { name: 'sgd', learningRate: 0.3, momentum: 0.5, clipNorm: 0.05 },
  { name: 'sgd', learningRate: 0.3, globalClipNorm: 0.05 },
  // The embedding's rows can't catch up with missed steps of this one.
  { name: 'adam', beta1: 0.99, beta2: 0.5 },
] as const)('training with %j', (optimizer) => {
  const model = regularizedModel();
  const trained = (name: EngineName, options: Partial<CompileOptions>) =>
    using(createEngine(name, model, { ...compile, optimizer, ...options }), async (engine) => {
      const fit = fitOptions({ epochs: 3, batchSize: 6, random: new RandomState(4), validationData: [x, y] });
      const losses: number[] = [];
      const history = await engine.fit(x, y, { ...fit, onStepEnd: ({ loss }) => losses.push(loss) });
      const epochs = history.flatMap(({ train, validation }) => [train.loss, validation?.loss as number]);
      return { weights: await engine.getWeights(), losses: [...losses, ...epochs] };
    });
  let reference: ReturnType<typeof trained>;
  beforeAll(() => (reference = trained('tfjs', {})));

  it.each(PARALLEL)('agrees with TensorFlow.js, matmul $matmul, $workers workers', async (parallel) => {
    const expected = await reference;
    const ours = await trained('cpu', parallel);
    expect(relativeError(ours.losses, expected.losses)).toBeLessThan(1e-4);
    expect(Math.max(...Object.values(relativeErrors(ours.weights, expected.weights)))).toBeLessThan(1e-4);
  });
});

it.each(['cpu', 'tfjs'] as const)(
  'the engine %s evaluates with the penalties, except those of frozen weights',
  async (name) => {
    const losses = (model: tf.LayersModel) =>
      using(createEngine(name, model, compile), async (engine) => {
        return [(await engine.evaluate(x, y)).loss, (await engine.gradients(x, y)).loss];
      });
    const model = regularizedModel();
    const { sum, gradients } = penaltiesOf(model);
    expect(gradients.size).toBe(5);
    const plain = await losses(regularizedModel(0));
    (await losses(model)).forEach((loss, i) => expect(loss - plain[i]).toBeCloseTo(sum, 4));
  },
);

it.each<[string, tf.layers.Layer[], string]>([
  [
    'L1',
    [L.dense({ units: 1, inputShape: [3], kernelRegularizer: tf.regularizers.l1(), name: 'out' })],
    'kernelRegularizer {"className":"L1L2","config":{"l1":0.01,"l2":0}} of layer "out" (Dense)',
  ],
  [
    'L1 in a wrapped layer',
    [
      L.bidirectional({
        layer: L.lstm({ units: 2, recurrentRegularizer: 'l1l2' }) as tf.RNN,
        mergeMode: 'concat',
        inputShape: [3, 1],
        name: 'both',
      }),
      L.dense({ units: 1 }),
    ],
    'recurrentRegularizer {"className":"L1L2","config":{"l1":0.01,"l2":0.01}} of layer "both" (Bidirectional)',
  ],
  [
    'L2 of an activity',
    [
      L.timeDistributed({
        layer: L.dense({ units: 1, activityRegularizer: l2(0.1) }),
        inputShape: [3, 2],
        name: 'steps',
      }),
      L.flatten(),
      L.dense({ units: 1 }),
    ],
    'activityRegularizer {"className":"L1L2","config":{"l1":0,"l2":0.1}} of layer "steps" (TimeDistributed)',
  ],
])('refuses %s', async (_, layers, message) => {
  const error: unknown = await createEngine('cpu', tf.sequential({ layers }), {
    loss: 'meanSquaredError',
  }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnsupportedModelError);
  expect((error as Error).message).toContain(message);
});
