import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { keras } from '../../test/keras-figures';
import { inOrder, relativeError, using } from '../../test/helpers';
import { PARALLEL } from '../../test/parity';
import * as sentiment from '../../test/sentiment';
import type { CompileOptions, Engine, EngineName, LossConfig, NdArray } from '../index';
import { createEngine, InputError } from '../index';
import { LOSSES, lossFunction, targetWidth } from '.';

beforeAll(() => tf.enableProdMode());

const VARIANTS: LossConfig[] = [
  ...Object.keys(LOSSES).map((name) => ({ name }) as LossConfig),
  { name: 'huber', delta: 0.3 },
  { name: 'binaryCrossentropy', labelSmoothing: 0.3 },
  { name: 'categoricalCrossentropy', labelSmoothing: 0.3 },
];

describe.each(VARIANTS)('%j', (config) => {
  const loss = lossFunction(config);
  const activation = { sigmoid: tf.sigmoid, softmax: tf.softmax }[loss.fusedActivation as 'sigmoid'];
  const activate = (outputs: tf.Tensor) => (activation ? activation(outputs) : outputs);

  const targetsFor = (random: RandomState, width: number): Float32Array => {
    if (loss.targets === 'class') return Float32Array.of(Math.floor(random.rand() * width));
    if (loss.targets === 'values') return Float32Array.from(random.normal(0, 2, width) as Float64Array);
    const hot = Math.floor(random.rand() * width);
    return Float32Array.from({ length: width }, (_, k) => (k === hot ? 1 : 0));
  };

  it("agrees with TensorFlow.js's autodiff, row by row", () => {
    fc.assert(
      fc.property(fc.integer({ min: loss.targets === 'class' ? 2 : 1, max: 9 }), fc.nat(), (width, seed) => {
        const random = new RandomState(seed % 2 ** 31);
        const outputs = Float32Array.from(random.normal(0, 2, width) as Float64Array);
        const targets = targetsFor(random, width);
        expect(targets).toHaveLength(targetWidth(config, width));
        const predictions = new Float32Array(width);
        const gradient = new Float32Array(width);
        const value = loss.evaluate(
          {
            width,
            outputs,
            outputAt: 0,
            targets,
            targetAt: 0,
            predictions,
            predictionAt: 0,
            gradient,
            weight: 0.5,
          },
          config,
        );

        tf.tidy(() => {
          const target = loss.targets === 'class' ? tf.tensor1d(targets) : tf.tensor2d(targets, [1, width]);
          const of = (z: tf.Tensor) => loss.reference(tf, target, activate(z), config).sum();
          const z = tf.tensor2d(outputs, [1, width]);
          expect(value).toBeCloseTo(of(z).dataSync()[0], 4);
          expect(distance(predictions, activate(z).dataSync())).toBeLessThan(1e-5);
          expect(
            distance(
              gradient.map((g) => 2 * g),
              tf.grad(of)(z).dataSync(),
            ),
          ).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  it('stays finite when the activation saturates', () => {
    const outputs = Float32Array.of(-1000, 1000, 0);
    const targets = loss.targets === 'class' ? Float32Array.of(0) : Float32Array.of(1, 0, 0);
    const [predictions, gradient] = [new Float32Array(3), new Float32Array(3)];
    const value = loss.evaluate(
      {
        width: 3,
        outputs,
        outputAt: 0,
        targets,
        targetAt: 0,
        predictions,
        predictionAt: 0,
        gradient,
        weight: 1,
      },
      config,
    );
    for (const number of [value, ...predictions, ...gradient]) expect(Number.isFinite(number)).toBe(true);
    expect(value).toBeGreaterThan(100);
  });
});

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}

const toArray = (data: readonly number[], ...shape: number[]): NdArray => ({
  data: Float32Array.from(data),
  shape,
});
const x = toArray(keras.x, 11, 4);

function denseModel(activation: string): tf.Sequential {
  const layer = tf.layers.dense({ units: 3, inputShape: [4], activation: activation as 'softmax' });
  const model = tf.sequential({ layers: [layer] });
  layer.setWeights([tf.tensor2d(keras.kernel, [4, 3]), tf.tensor1d(keras.bias)]);
  return model;
}

type Setting = Pick<CompileOptions, 'workers' | 'matmul'> & { name: EngineName };
const SETTINGS: Setting[] = [
  ...PARALLEL.map((parallel): Setting => ({ name: 'cpu', ...parallel })),
  { name: 'tfjs' },
];

describe.each(keras.losses)('trains as Keras does: $loss', ({ loss, targets, plain, weighted }) => {
  const { shape, data } = keras.targets[targets];
  const y = toArray(data, ...shape);
  const activation = LOSSES[loss.name].fusedActivation ?? 'linear';
  const open = ({ name, ...setting }: Setting) =>
    createEngine(name, denseModel(activation), {
      loss,
      metrics: ['accuracy'],
      optimizer: { learningRate: 0.1 },
      ...setting,
    });
  const fit = (engine: Engine, classWeight?: Record<number, number>) =>
    engine.fit(x, y, { epochs: 3, batchSize: 4, random: inOrder, validationData: [x, y], classWeight });

  it.each(SETTINGS)('%j', (setting) =>
    using(open(setting), async (engine) => {
      const evaluated = await engine.evaluate(x, y);
      expect(relativeError([evaluated.loss], [plain.evaluated])).toBeLessThan(1e-5);
      expect(evaluated.accuracy).toBeCloseTo(plain.accuracy, 6);
      const history = await fit(engine);
      const by = (split: 'train' | 'validation', name: string) =>
        history.map((logs) => logs[split]?.[name] ?? NaN);
      expect(relativeError(by('train', 'loss'), plain.loss)).toBeLessThan(1e-5);
      expect(relativeError(by('validation', 'loss'), plain.valLoss)).toBeLessThan(1e-5);
      expect(relativeError(by('train', 'accuracy'), plain.trainAccuracy)).toBeLessThan(1e-6);
      const weights = await engine.getWeights();
      plain.weights.forEach((expected, i) =>
        expect(relativeError(weights[i].data, expected)).toBeLessThan(1e-4),
      );
    }),
  );

  if (!weighted) return;
  it.each(SETTINGS)('with class weights, %j', (setting) =>
    using(open(setting), async (engine) => {
      const history = await fit(engine, keras.classWeight);
      expect(
        relativeError(
          history.map(({ train }) => train.loss),
          weighted.loss,
        ),
      ).toBeLessThan(1e-5);
      expect(
        relativeError(
          history.map(({ validation }) => validation?.loss ?? NaN),
          weighted.valLoss,
        ),
      ).toBeLessThan(1e-5);
      const weights = await engine.getWeights();
      weighted.weights.forEach((expected, i) =>
        expect(relativeError(weights[i].data, expected)).toBeLessThan(1e-4),
      );
    }),
  );
});

it('trains bit for bit the same with class weights of 1', async () => {
  const trained = (classWeight?: Record<number, number>) =>
    using(
      createEngine('cpu', sentiment.sentimentModel(), { ...sentiment.compile, workers: 2 }),
      async (engine) => [
        await engine
          .fit(sentiment.x, sentiment.y, sentiment.fitOptions({ classWeight }))
          .then((history) => history.map(({ train }) => train)),
        await engine.getWeights(),
      ],
    );
  expect(await trained({ 0: 1, 1: 1 })).toEqual(await trained());
});

it('takes class numbers with and without a last axis', () =>
  using(
    createEngine('cpu', denseModel('softmax'), { loss: 'sparseCategoricalCrossentropy' }),
    async (engine) => {
      const { data } = keras.targets['classes'];
      expect(await engine.evaluate(x, toArray(data, 11))).toEqual(
        await engine.evaluate(x, toArray(data, 11, 1)),
      );
      const { data: predictions } = await engine.predict(x);
      expect(predictions[0] + predictions[1] + predictions[2]).toBeCloseTo(1, 6);
    },
  ));

describe.each(['cpu', 'tfjs'] as const)('%s refuses', (name) => {
  it.each<[string, unknown]>([
    ['There is no loss "hinge"; choose meanSquaredError,', 'hinge'],
    ['delta of the loss huber is 0; give a number above 0', { name: 'huber', delta: 0 }],
    [
      'There is no option smoothing for the loss binaryCrossentropy',
      { name: 'binaryCrossentropy', smoothing: 1 },
    ],
  ])('%s', async (message, loss) => {
    const created = createEngine(name, denseModel('linear'), { loss: loss as LossConfig });
    await expect(created).rejects.toThrow(InputError);
    await expect(created).rejects.toThrow(message);
  });

  it.each<[string, CompileOptions['loss'], NdArray, Record<number, number> | undefined]>([
    ['y holds 3 in row 1, but the model', 'sparseCategoricalCrossentropy', toArray([0, 3], 2), undefined],
    ['y holds 0.5 in row 0', 'sparseCategoricalCrossentropy', toArray([0.5, 2], 2, 1), undefined],
    [
      'but the model needs [rows, 1]',
      'sparseCategoricalCrossentropy',
      toArray([0, 1, 0, 1, 0, 0], 2, 3),
      undefined,
    ],
    ['but the model needs [rows, 3]', 'categoricalCrossentropy', toArray([0, 1], 2, 1), undefined],
    ['classWeight names the class 3', 'categoricalCrossentropy', toArray([0, 1, 0, 1, 0, 0], 2, 3), { 3: 1 }],
    ['classWeight gives class 1 -1', 'sparseCategoricalCrossentropy', toArray([0, 1], 2), { 1: -1 }],
    ['the model has a loss of numbers', 'meanSquaredError', toArray([0, 1, 0, 1, 0, 0], 2, 3), { 1: 1 }],
  ])('%s', (message, loss, y, classWeight) => {
    const activation = /categorical/i.test(loss as string) ? 'softmax' : 'linear';
    return using(createEngine(name, denseModel(activation), { loss }), async (engine) => {
      const rows = toArray(keras.x.slice(0, 8), 2, 4);
      const fitted = engine.fit(rows, y, { epochs: 1, batchSize: 2, random: inOrder, classWeight });
      await expect(fitted).rejects.toThrow(InputError);
      await expect(fitted).rejects.toThrow(message);
    });
  });
});

it('refuses a softmax that the loss does not compute', async () => {
  await expect(
    createEngine('cpu', denseModel('sigmoid'), { loss: 'categoricalCrossentropy' }),
  ).rejects.toThrow('categoricalCrossentropy after activation "sigmoid"');
});
