import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { tfjsNodeIsThere, withTool } from '@rnn-lab/testing';
import { floats, labels, randomized, relativeError, relativeErrors, sentences, using } from '../test/helpers';
import type { CompileOptions, EngineName, Loss, NdArray, StepLogs } from './index';
import { createEngine, MATMUL_NAMES } from './index';

/** ‖a−b‖₂ ≤ 1e-4·‖b‖₂ against TensorFlow.js's automatic differentiation. */
const TOLERANCE = 1e-4;

// TensorFlow.js in pure JavaScript takes seconds for the larger models.
interface Case {
  name: string;
  model: () => tf.Sequential;
  loss: Loss;
  x: (random: RandomState) => NdArray;
  y: (random: RandomState) => NdArray;
  batchSize?: number;
}

const { embedding, lstm, simpleRNN, dense } = tf.layers;
/** The weights are set later, and TensorFlow.js's orthogonal initializer takes minutes for 128 units. */
const recurrent = { recurrentActivation: 'sigmoid', recurrentInitializer: 'zeros' } as const;

const CASES: Case[] = [
  {
    name: 'Dense',
    model: () =>
      tf.sequential({
        layers: [dense({ units: 3, activation: 'tanh', inputShape: [5] }), dense({ units: 2 })],
      }),
    loss: 'meanSquaredError',
    x: (random) => floats(random, 7, 5),
    y: (random) => floats(random, 7, 2),
  },
  {
    name: 'Dense at every time step',
    model: () =>
      tf.sequential({
        layers: [
          dense({ units: 3, activation: 'sigmoid', inputShape: [4, 2] }),
          simpleRNN({ units: 3, recurrentInitializer: 'zeros' }),
          dense({ units: 1 }),
        ],
      }),
    loss: 'meanSquaredError',
    x: (random) => floats(random, 5, 4, 2),
    y: (random) => floats(random, 5, 1),
  },
  {
    name: 'SimpleRNN',
    model: () =>
      tf.sequential({
        layers: [
          simpleRNN({ units: 6, recurrentInitializer: 'zeros', inputShape: [5, 3] }),
          dense({ units: 1 }),
        ],
      }),
    loss: 'meanSquaredError',
    x: (random) => floats(random, 9, 5, 3),
    y: (random) => floats(random, 9, 1),
  },
  {
    name: 'LSTM',
    model: () =>
      tf.sequential({
        layers: [lstm({ units: 6, ...recurrent, inputShape: [5, 3] }), dense({ units: 1 })],
      }),
    loss: 'meanSquaredError',
    x: (random) => floats(random, 9, 5, 3),
    y: (random) => floats(random, 9, 1),
  },
  {
    name: 'stacked SimpleRNN and LSTM that return sequences',
    model: () =>
      tf.sequential({
        layers: [
          embedding({ inputDim: 20, outputDim: 4, inputLength: 6 }),
          simpleRNN({ units: 5, recurrentInitializer: 'zeros', returnSequences: true }),
          lstm({ units: 4, ...recurrent, returnSequences: true }),
          lstm({ units: 3, ...recurrent }),
          dense({ units: 1, activation: 'sigmoid' }),
        ],
      }),
    loss: 'binaryCrossentropy',
    x: (random) => sentences(random, 20, 6, [6, 2, 0, 3, 5, 1, 1, 4]),
    y: (random) => labels(random, 8),
  },
  {
    name: 'Embedding and LSTM on rows with shared padding',
    model: () =>
      tf.sequential({
        layers: [
          embedding({ inputDim: 50, outputDim: 4, inputLength: 12 }),
          lstm({ units: 5, ...recurrent }),
          dense({ units: 1, activation: 'sigmoid' }),
        ],
      }),
    loss: 'binaryCrossentropy',
    x: (random) =>
      sentences(
        random,
        50,
        12,
        Array.from({ length: 100 }, (_, i) => (i < 10 ? 12 : i % 6)),
      ),
    y: (random) => labels(random, 100),
    batchSize: 90,
  },
  {
    name: 'the NSMC model with a small vocabulary',
    model: () =>
      tf.sequential({
        layers: [
          embedding({ inputDim: 200, outputDim: 100, inputLength: 30 }),
          lstm({ units: 128, ...recurrent }),
          dense({ units: 1, activation: 'sigmoid' }),
        ],
      }),
    loss: 'binaryCrossentropy',
    x: (random) => sentences(random, 200, 30, [30, 3, 12, 0, 17, 8]),
    y: (random) => labels(random, 6),
    batchSize: 6,
  },
];

const itTfjsNode = withTool('tfjs-node', tfjsNodeIsThere()).test;

describe.each(CASES)('$name', ({ model, loss, x, y, batchSize = 4 }) => {
  const random = new RandomState(7);
  const [inputs, targets] = [x(random), y(random)];
  const compile = { loss, metrics: ['accuracy'] } as const;
  const fit = { epochs: 2, batchSize };
  const layersModel = model();

  const results = (name: EngineName, options: Pick<CompileOptions, 'workers' | 'matmul'>) =>
    using(createEngine(name, randomized(layersModel), { ...compile, ...options }), async (engine) => {
      const predictions = await engine.predict(inputs);
      const evaluated = await engine.evaluate(inputs, targets);
      const { loss, gradients } = await engine.gradients(inputs, targets);
      const curve: number[] = [];
      const onStepEnd = (logs: StepLogs) => curve.push(logs.loss);
      await engine.fit(inputs, targets, { ...fit, random: new RandomState(3), onStepEnd });
      return { predictions, evaluated, loss, gradients, curve };
    });
  let reference: ReturnType<typeof results>;
  beforeAll(() => (reference = results('tfjs', {})));

  const settings = MATMUL_NAMES.flatMap((matmul) => [1, 2, 3].map((workers) => ({ matmul, workers })));
  it.each(settings)('agrees with TensorFlow.js, matmul $matmul, $workers workers', (options) =>
    agrees('cpu', options),
  );
  itTfjsNode('agrees on tfjs-node', () => agrees('tfjs-node', {}));

  const agrees = async (name: EngineName, options: Pick<CompileOptions, 'workers' | 'matmul'>) => {
    const expected = await reference;
    const ours = await results(name, options);
    expect(ours.predictions.shape).toEqual(expected.predictions.shape);
    expect(ours.evaluated.accuracy).toBe(expected.evaluated.accuracy);
    expect(ours.curve).toHaveLength(Math.ceil(inputs.shape[0] / batchSize) * fit.epochs);

    const errors = {
      predictions: relativeError(ours.predictions.data, expected.predictions.data),
      evaluatedLoss: relativeError([ours.evaluated.loss], [expected.evaluated.loss]),
      loss: relativeError([ours.loss], [expected.loss]),
      ...relativeErrors(ours.gradients, expected.gradients),
      curve: relativeError(ours.curve, expected.curve),
    };
    const tooLarge = Object.entries(errors).filter(([, error]) => !(error < TOLERANCE));
    expect(tooLarge).toEqual([]);
  };
});

it('agrees with TensorFlow.js if one thread sees more distinct words than it caches', async () => {
  const random = new RandomState(7);
  const [words, length, rows] = [80_000, 100, 2_000];
  const inputs = sentences(random, words, length, new Array<number>(rows).fill(length));
  const model = tf.sequential({
    layers: [
      embedding({ inputDim: words, outputDim: 2, inputLength: length }),
      dense({ units: 3, activation: 'tanh' }),
      simpleRNN({ units: 2, recurrentInitializer: 'zeros' }),
      dense({ units: 1 }),
    ],
  });
  const compile = { loss: 'meanSquaredError', workers: 1 } as const;
  const [ours, expected] = await Promise.all(
    (['cpu', 'tfjs'] as const).map((name) =>
      using(createEngine(name, randomized(model), compile), (engine) => engine.predict(inputs)),
    ),
  );
  expect(new Set(inputs.data).size).toBeGreaterThan(65_536);
  expect(relativeError(ours.data, expected.data)).toBeLessThan(TOLERANCE);
});
