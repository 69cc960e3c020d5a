import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { randomized, relativeErrors, using } from '../../test/helpers';
import { CASES } from '../../test/optimizers';
import { PARALLEL } from '../../test/parity';
import { compile, fitOptions, LENGTH, sentimentModel, WORDS, x, y } from '../../test/sentiment';
import type { CompileOptions, Engine, EngineName, FitOptions, OptimizerOptions } from '../index';
import { createEngine, InputError, NonFiniteLossError } from '../index';

const CLIPPED: readonly OptimizerOptions[] = [
  { name: 'sgd', learningRate: 0.5, clipNorm: 0.01 },
  { name: 'sgd', learningRate: 0.5, clipValue: 0.002 },
  { name: 'sgd', learningRate: 0.5, globalClipNorm: 0.02 },
  { name: 'adamW', learningRate: 0.01, globalClipNorm: 0.02 },
];

/** Batches that leave most rows of the embedding alone. */
const training = (): FitOptions => fitOptions({ epochs: 4, batchSize: 6, random: new RandomState(4) });

const layersModel = sentimentModel();

/** The weights after training, and those before. */
function trained(
  name: EngineName,
  options: Partial<CompileOptions>,
  action: (engine: Engine) => Promise<unknown> = (engine) => engine.fit(x, y, training()),
  model: tf.LayersModel = layersModel,
) {
  return using(createEngine(name, model, { ...compile, ...options }), async (engine) => {
    await action(engine);
    return engine.getWeights();
  });
}

const largest = (errors: Record<string, number>) => Math.max(...Object.values(errors));

describe.each([...CASES, ...CLIPPED])('the engine cpu with %j', (optimizer) => {
  let reference: ReturnType<typeof trained>;
  beforeAll(() => (reference = trained('tfjs', { optimizer })));

  it.each(PARALLEL)('agrees with TensorFlow.js, matmul $matmul, $workers workers', async (parallel) => {
    const ours = await trained('cpu', { optimizer, ...parallel });
    expect(largest(relativeErrors(ours, await reference))).toBeLessThan(1e-4);
  });
});

describe.each(CLIPPED)('clipping with %j', (optimizer) => {
  it('is the same with several workers, and not the same as without', async () => {
    const one = await trained('cpu', { optimizer });
    for (const workers of [2, 3]) {
      expect(largest(relativeErrors(await trained('cpu', { optimizer, workers }), one))).toBeLessThan(1e-5);
    }
    const { name, learningRate } = optimizer;
    const unclipped = await trained('cpu', { optimizer: { name, learningRate } as OptimizerOptions });
    expect(largest(relativeErrors(unclipped, one))).toBeGreaterThan(1e-3);
  });
});

/** Three embeddings of one input, one of them frozen, and a frozen layer after them. */
function graphModel(): tf.LayersModel {
  const input = tf.input({ shape: [LENGTH] });
  const embeddings = [3, 2, 4].map((outputDim) => {
    const options = { inputDim: WORDS, outputDim, name: `words_${outputDim}`, trainable: outputDim !== 2 };
    return tf.layers.embedding(options).apply(input) as tf.SymbolicTensor;
  });
  const joined = tf.layers.concatenate().apply(embeddings) as tf.SymbolicTensor;
  const frozen = tf.layers.dense({ units: 5, activation: 'tanh', name: 'frozen', trainable: false });
  const lstm = tf.layers.lstm({ units: 4, recurrentActivation: 'sigmoid', name: 'lstm' });
  const dense = tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'dense' });
  const output = [frozen, lstm, dense].reduce(
    (tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor,
    joined,
  );
  return randomized(tf.model({ inputs: input, outputs: output }));
}

describe.each([
  ...CLIPPED,
  {},
  { name: 'rmsprop', momentum: 0.5, centered: true },
  { name: 'adagrad' },
] as const)('a graph with several embeddings and frozen layers, with %j', (optimizer) => {
  it('is trained as by TensorFlow.js, without what is frozen', async () => {
    const model = graphModel();
    const fit = (engine: Engine) => engine.fit(x, y, training());
    const initial = await trained('cpu', {}, async () => undefined, model);
    const expected = await trained('tfjs', { optimizer }, fit, model);
    for (const workers of [1, 2, 3]) {
      const ours = await trained('cpu', { optimizer, workers }, fit, model);
      expect(largest(relativeErrors(ours, expected))).toBeLessThan(1e-4);
      const unchanged = ours.filter(({ data }, i) => data.every((value, k) => value === initial[i].data[k]));
      const names = ['words_2/embeddings', 'frozen/kernel', 'frozen/bias'];
      expect(unchanged.map(({ name }) => name).sort()).toEqual(names.sort());
    }
  });
});

describe.each<[EngineName, number]>([
  ['cpu', 1],
  ['cpu', 3],
  ['tfjs', 1],
])('the engine %s with %i workers', (name, workers) => {
  it('multiplies the learning rate by a factor from the next epoch on', async () => {
    const momentum = { name: 'sgd', momentum: 0.5 } as const;
    const stepsPerEpoch = Math.ceil(x.shape[0] / training().batchSize);
    const decay = {
      name: 'exponentialDecay',
      decaySteps: stepsPerEpoch,
      decayRate: 0.5,
      staircase: true,
    } as const;
    const scheduled = { ...momentum, learningRate: { ...decay, initialLearningRate: 0.2 } };
    const expected = await trained(name, { workers, optimizer: scheduled });
    const ours = await trained(name, { workers, optimizer: { ...momentum, learningRate: 0.2 } }, (engine) => {
      const onEpochEnd = ({ epoch }: { epoch: number }) => engine.setLearningRateFactor(0.5 ** epoch);
      return engine.fit(x, y, { ...training(), onEpochEnd });
    });
    expect(ours).toEqual(expected);
  });

  it('restores slots, step and learning-rate factor', async () => {
    const optimizer: OptimizerOptions = { name: 'rmsprop', momentum: 0.9, centered: true };
    await using(createEngine(name, layersModel, { ...compile, workers, optimizer }), async (engine) => {
      await engine.fit(x, y, training());
      engine.setLearningRateFactor(0.25);
      const state = await engine.getOptimizerState();
      expect(state).toMatchObject({ step: 36, learningRateFactor: 0.25 });
      expect(state.slots.map((slot) => slot.length)).toEqual([6, 6, 6]);
      await engine.fit(x, y, training());
      await engine.setOptimizerState(state);
      expect(await engine.getOptimizerState()).toEqual(state);

      const fewer = { ...state, slots: state.slots.slice(1) };
      await expect(engine.setOptimizerState(fewer)).rejects.toThrow(
        'The optimizer state has 2 slots, but the optimizer has 3',
      );
      const [[first, ...rest], ...slots] = state.slots;
      const shorter = { ...state, slots: [[first.subarray(1), ...rest], ...slots] };
      await expect(engine.setOptimizerState(shorter)).rejects.toThrow(
        'Slot 0 of the optimizer state has the sizes',
      );
      expect(await engine.getOptimizerState()).toEqual(state);
      expect(() => engine.setLearningRateFactor(0)).toThrow(InputError);
    });
  });

  it("reports the step's own learning rate if the loss is not finite", async () => {
    const model = sentimentModel();
    model.getLayer('dense').setWeights([tf.fill([5, 1], NaN), tf.zeros([1])]);
    const learningRate = { name: 'warmup', warmupTarget: 0.1, warmupSteps: 4 } as const;
    const options = { ...compile, workers, optimizer: { name: 'sgd', learningRate } } as const;
    await using(createEngine(name, model, options), async (engine) => {
      await engine.setOptimizerState({ step: 2, slots: [], learningRateFactor: 0.5 });
      const error = await engine.fit(x, y, training()).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(NonFiniteLossError);
      expect(error).toMatchObject({ step: 3, learningRate: 0.025 });
      await expect(engine.evaluate(x, y)).rejects.toMatchObject({ step: 2, learningRate: 0.0125 });
    });
  });
});

it.each<[object, string]>([
  [{ name: 'adma' }, 'There is no optimizer "adma"; choose adam, adamW, sgd, rmsprop, adagrad.'],
  [{ learningRate: -1 }, 'learningRate of the optimizer adam is -1; give a number above 0.'],
  [
    { name: 'sgd', beta1: 0.9 },
    'There is no option beta1 for the optimizer sgd; choose from learningRate, momentum, nesterov, clipNorm,',
  ],
  [{ name: 'sgd', momentum: 1.5 }, 'momentum of the optimizer sgd is 1.5; give a number from 0 to 1.'],
  [{ name: 'sgd', nesterov: 1 }, 'nesterov of the optimizer sgd is 1; give true or false.'],
  [{ beta2: 1 }, 'beta2 of the optimizer adam is 1; give a number above 0 to below 1.'],
  [{ clipNorm: 1, clipValue: 1 }, 'The optimizer adam has clipNorm and clipValue; give only one of them.'],
  [{ clipNorm: 0 }, 'clipNorm of the optimizer adam is 0; give a number above 0.'],
  [{ learningRate: { name: 'linear' } }, 'There is no learning-rate schedule "linear"'],
  [
    { name: 'adamW', learningRate: 4, weightDecay: 0.5 },
    'At step 1 the learning rate 4 times the weightDecay 0.5 is 2; give a smaller one, so that it is below 1.',
  ],
])('refuses %j', async (optimizer, message) => {
  for (const name of ['cpu', 'tfjs'] as const) {
    const created = createEngine(name, layersModel, { ...compile, optimizer: optimizer as OptimizerOptions });
    await expect(created).rejects.toThrow(InputError);
    await expect(created).rejects.toThrow(message);
  }
});
