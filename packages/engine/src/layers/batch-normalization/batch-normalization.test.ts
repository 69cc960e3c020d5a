import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import {
  floats,
  inOrder,
  randomized,
  relativeError,
  relativeErrors,
  sentences,
  using,
} from '../../../test/helpers';
import { PARALLEL, testParity } from '../../../test/parity';
import { compile, fitOptions, LENGTH, WORDS, x, y } from '../../../test/sentiment';
import type { EngineName, NdArray } from '../../index';
import { createEngine } from '../../index';

const L = tf.layers;
const zeros = { recurrentInitializer: 'zeros' } as const;
const sequential = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });
const words = (random: RandomState) => sentences(random, 30, 6, [6, 2, 0, 3, 5, 1, 1, 4, 6, 2]);
const embedding = () => L.embedding({ inputDim: 30, outputDim: 3, inputLength: 6 });

beforeAll(() => tf.enableProdMode());

testParity({
  'on rows': {
    model: () =>
      sequential(
        L.dense({ units: 5, activation: 'tanh', inputShape: [4] }),
        L.batchNormalization({ epsilon: 0.01 }),
        L.dense({ units: 1 }),
      ),
    x: (random) => floats(random, 9, 4),
  },
  'on fewer rows than workers': {
    model: () =>
      sequential(
        L.simpleRNN({ units: 4, ...zeros, inputShape: [3, 2] }),
        L.batchNormalization(),
        L.dense({ units: 1 }),
      ),
    x: (random) => floats(random, 2, 3, 2),
  },
  'on all time steps of the input': {
    model: () =>
      sequential(
        L.batchNormalization({ inputShape: [4, 3] }),
        L.lstm({ units: 3, ...zeros }),
        L.dense({ units: 1 }),
      ),
    x: (random) => floats(random, 7, 4, 3),
  },
  'on words that occur several times, and on sequences': {
    model: () =>
      sequential(
        embedding(),
        L.batchNormalization(),
        L.simpleRNN({ units: 4, ...zeros, returnSequences: true }),
        L.batchNormalization(),
        L.gru({ units: 3, ...zeros }),
        L.dense({ units: 1 }),
      ),
    x: words,
  },
  'after shared padding, and on an axis of its own': {
    model: () =>
      sequential(
        embedding(),
        L.lstm({ units: 4, ...zeros }),
        L.batchNormalization(),
        L.repeatVector({ n: 3 }),
        L.simpleRNN({ units: 3, ...zeros, returnSequences: true }),
        L.batchNormalization(),
        L.flatten(),
        L.dense({ units: 1 }),
      ),
    x: (random) =>
      sentences(
        random,
        30,
        6,
        Array.from({ length: 40 }, (_, i) => (i < 4 ? 6 : i % 3)),
      ),
  },
  'applied twice, with several readers': {
    model: () => {
      const input = tf.input({ shape: [3] });
      const normalize = L.batchNormalization();
      const hidden = (tensor: tf.SymbolicTensor) =>
        normalize.apply(
          L.dense({ units: 4, activation: 'sigmoid', useBias: false }).apply(tensor),
        ) as tf.SymbolicTensor;
      const first = hidden(input);
      const sum = L.add().apply([first, hidden(first)]);
      return tf.model({ inputs: input, outputs: L.dense({ units: 1 }).apply(sum) as tf.SymbolicTensor });
    },
    x: (random) => floats(random, 8, 3),
  },
});

/** Two layers on words: over time steps, and over rows with shared padding. */
const sentimentModel = () =>
  randomized(
    sequential(
      L.embedding({ inputDim: WORDS, outputDim: 4, inputLength: LENGTH }),
      L.lstm({ units: 5, ...zeros }),
      L.batchNormalization({ momentum: 0.7 }),
      L.repeatVector({ n: 2 }),
      L.simpleRNN({ units: 3, ...zeros, returnSequences: true }),
      L.batchNormalization({ momentum: 0.9 }),
      L.flatten(),
      L.dense({ units: 1, activation: 'sigmoid' }),
    ),
  );

describe.each([2, 7])('training in batches of %i rows', (batchSize) => {
  const model = sentimentModel();
  const optimizer = { name: 'sgd', learningRate: 0.1 } as const;
  const trained = (name: EngineName, options: object) =>
    using(createEngine(name, model, { ...compile, optimizer, ...options }), async (engine) => {
      const fit = fitOptions({ epochs: 2, batchSize, random: new RandomState(4), validationData: [x, y] });
      const losses: number[] = [];
      const history = await engine.fit(x, y, { ...fit, onStepEnd: ({ loss }) => losses.push(loss) });
      const validation = history.map((epoch) => epoch.validation?.loss as number);
      return { weights: await engine.getWeights(), losses: [...losses, ...validation] };
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

interface Figures {
  x: { shape: number[]; data: number[] };
  y: number[];
  cases: {
    name: string;
    options: { trainable?: boolean };
    masked?: boolean;
    weights: number[][];
    predictions: number[];
    loss: number[];
    valLoss: number[];
    trained: number[][];
  }[];
}

const figures = JSON.parse(
  readFileSync(join(__dirname, '../../../test/fixtures/batch_normalization.json'), 'utf8'),
) as Figures;

describe.each(figures.cases)('$name', ({ options, masked, ...expected }) => {
  const inputs: NdArray = { data: Float32Array.from(figures.x.data), shape: figures.x.shape };
  const targets: NdArray = { data: Float32Array.from(figures.y), shape: [figures.y.length, 1] };

  it.each([1, 3])('is trained as by Keras, with %i workers', async (workers) => {
    const [, ...inputShape] = figures.x.shape;
    const model = sequential(
      L.inputLayer({ inputShape }),
      ...(masked ? [L.masking({ maskValue: 0 })] : []),
      L.batchNormalization(options),
      L.simpleRNN({ units: 3, ...zeros }),
      L.batchNormalization(options),
      L.dense({ units: 1 }),
    );
    model.layers
      .flatMap((layer) => layer.weights)
      .forEach((weight, i) => weight.write(tf.tensor(expected.weights[i], weight.shape as number[])));
    const optimizer = { name: 'sgd', learningRate: 0.05 } as const;
    const engine = createEngine('cpu', model, { loss: 'meanSquaredError', optimizer, workers });
    await using(engine, async (engine) => {
      const { data } = await engine.predict(inputs);
      expect(relativeError(data, expected.predictions)).toBeLessThan(1e-5);
      const history = await engine.fit(inputs, targets, {
        epochs: 3,
        batchSize: 4,
        random: inOrder,
        validationData: [inputs, targets],
      });
      const losses = history.map(({ train }) => train.loss);
      const validation = history.map((epoch) => epoch.validation?.loss as number);
      expect(relativeError(losses, expected.loss)).toBeLessThan(1e-4);
      expect(relativeError(validation, expected.valLoss)).toBeLessThan(1e-4);
      const weights = await engine.getWeights();
      weights.forEach((weight, i) =>
        expect(relativeError(weight.data, expected.trained[i])).toBeLessThan(1e-4),
      );
    });
  });
});

it('stops at an abort, whatever the workers wait for', async () => {
  await using(createEngine('cpu', sentimentModel(), { ...compile, workers: 3 }), async (engine) => {
    const before = await engine.getWeights();
    const abort = new AbortController();
    const fit = fitOptions({ epochs: 1000, batchSize: 2, signal: abort.signal });
    const stopped = engine.fit(x, y, { ...fit, onStepEnd: () => abort.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
    const { loss } = await engine.evaluate(x, y);
    expect(Number.isFinite(loss)).toBe(true);
    expect(await engine.getWeights()).not.toEqual(before);
  });
  const closed = await createEngine('cpu', sentimentModel(), { ...compile, workers: 3 });
  const fitted = closed.fit(
    x,
    y,
    fitOptions({ epochs: 1000, batchSize: 2, onStepEnd: () => void closed.close() }),
  );
  await expect(fitted).rejects.toThrow();
});

it('refuses another axis than the features', async () => {
  const model = sequential(
    L.batchNormalization({ axis: 1, inputShape: [4, 3], name: 'norm' }),
    L.flatten(),
    L.dense({ units: 1 }),
  );
  await expect(createEngine('cpu', model, { loss: 'meanSquaredError' })).rejects.toThrow(
    'axis 1 of layer "norm" (BatchNormalization)',
  );
});
