import * as tf from '@tensorflow/tfjs';
import { copied, using } from '../test/helpers';
import { compile, fitOptions, LENGTH, ROWS, sentimentModel, WORDS, x, y } from '../test/sentiment';
import type {
  Checkpoint,
  CompileOptions,
  Distribution,
  Engine,
  FitOptions,
  Histograms,
  NamedWeight,
} from './index';
import { createEngine, InputError } from './index';

beforeAll(() => tf.enableProdMode());

const PERCENTILES = { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;

const withEngine = <T>(given: Partial<CompileOptions>, action: (engine: Engine) => Promise<T>) =>
  using(createEngine('cpu', sentimentModel(), { ...compile, matmul: 'wasm', ...given }), action);

async function fit(
  engine: Engine,
  everySteps: number,
  options: Partial<FitOptions> = {},
): Promise<Histograms[]> {
  const reported: Histograms[] = [];
  const histograms = { everySteps, onHistograms: (each: Histograms) => void reported.push(each) };
  await engine.fit(x, y, fitOptions({ histograms, ...options }));
  return reported;
}

/** Checks a distribution against the values themselves. */
function expectDistribution(distribution: Distribution, { data }: Pick<NamedWeight, 'data'>): void {
  const sorted = data.toSorted();
  const squares = data.reduce((sum, value) => sum + value * value, 0);
  expect(distribution).toMatchObject({ count: data.length, min: sorted[0], max: sorted.at(-1) });
  expect(distribution.zeros).toBe(data.filter((value) => value === 0).length / data.length);
  expect(distribution.norm).toBeCloseTo(Math.sqrt(squares), 10);
  for (const [name, share] of Object.entries(PERCENTILES)) {
    const at = share * (data.length - 1);
    const value = distribution[name as keyof typeof PERCENTILES];
    const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    expect(value).toBeGreaterThanOrEqual(low - Math.abs(low) / 8);
    expect(value).toBeLessThanOrEqual(high + Math.abs(high) / 8);
  }
}

const byName = (weights: readonly NamedWeight[], name: string) =>
  weights.find((weight) => weight.name === name) as NamedWeight;

it.each<Partial<CompileOptions>>([
  { workers: 1, optimizer: { name: 'adam', learningRate: 0.02 } },
  { workers: 2, optimizer: { name: 'adamW', weightDecay: 0.01, clipNorm: 0.01 } },
  { workers: 3, optimizer: { name: 'rmsprop', momentum: 0.5, centered: true } },
])('change no weight by a bit: %j', async (options) => {
  const train = (histograms: boolean) =>
    withEngine(options, async (engine) => {
      const reported = histograms ? await fit(engine, 1, { epochs: 3 }) : [];
      if (!histograms) await engine.fit(x, y, fitOptions({ epochs: 3 }));
      return { reported, weights: await engine.getWeights(), state: await engine.getOptimizerState() };
    });
  const [off, on] = [await train(false), await train(true)];
  expect(on.reported).toHaveLength(12);
  expect(on.weights).toEqual(off.weights);
  expect(on.state).toEqual(off.state);
});

it.each([1, 2, 3])('are those of the weights after the step and of its gradient, by %i workers', (workers) =>
  withEngine({ workers, optimizer: { name: 'sgd', clipValue: 1e-3 } }, async (engine) => {
    const { gradients } = await engine.gradients(x, y);
    const [{ step, epoch, weights }] = await fit(engine, 1, { epochs: 1, batchSize: ROWS });
    const after = await engine.getWeights();
    expect({ step, epoch }).toEqual({ step: 1, epoch: 1 });
    expect(weights.map(({ name }) => name)).toEqual(after.map(({ name }) => name));
    for (const { name, values, gradients: reported } of weights) {
      expectDistribution(values, byName(after, name));
      const gradient = byName(gradients, name);
      // That of an embedding is reported of the rows that the batch uses.
      const data = gradient.data.filter((value) => name !== 'embedding/embeddings' || value !== 0);
      expect(reported.count).toBe(data.length);
      expect(reported.norm).toBeCloseTo(Math.hypot(...data), 6);
      expect(reported.max).toBeCloseTo(Math.max(...data), 6);
    }
  }),
);

it.each([1, 2])('have the share of saturated gate values, by %i workers', async (workers) => {
  const saturatedBy = (model: tf.LayersModel) =>
    using(createEngine('cpu', model, { ...compile, matmul: 'wasm', workers }), async (engine) => {
      const [{ gates }] = await fit(engine, 1, { epochs: 1, batchSize: ROWS });
      return Object.fromEntries(gates.map(({ layer, gate, saturated }) => [`${layer} ${gate}`, saturated]));
    });
  const lstm = sentimentModel();
  const [kernel, recurrent] = lstm.getLayer('lstm').getWeights();
  // The sigmoid of 20 is 1, and that of 0, and the tanh of it, are in the middle.
  const bias = tf.tensor1d([...Array(5).fill(0), ...Array(5).fill(20), ...Array(10).fill(0)]);
  lstm.getLayer('lstm').setWeights([tf.zerosLike(kernel), tf.zerosLike(recurrent), bias]);
  expect(await saturatedBy(lstm)).toEqual({
    'lstm input': 0,
    'lstm forget': 1,
    'lstm candidate': 0,
    'lstm output': 0,
  });

  const layer = tf.layers.simpleRNN({ units: 4, returnSequences: true }) as tf.RNN;
  const stacked = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: WORDS, outputDim: 2, inputLength: LENGTH }),
      tf.layers.bidirectional({ layer, mergeMode: 'concat', name: 'both' }),
      tf.layers.gru({ units: 3, activation: 'relu', recurrentActivation: 'sigmoid', name: 'gru' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  // Without the GRU's candidate: a relu doesn't saturate.
  expect(await saturatedBy(stacked)).toEqual({
    'both forward state': 0,
    'both backward state': 0,
    'gru update': 0,
    'gru reset': 0,
  });
});

it('have the rows of an embedding that the last batches have not used as they are after the step', () =>
  withEngine({ workers: 2, optimizer: { name: 'adam', learningRate: 0.02 } }, async (engine) => {
    const reported = await fit(engine, 1, { epochs: 1, batchSize: 1 });
    const [{ values }] = reported.at(-1)?.weights ?? [];
    expectDistribution(values, byName(await engine.getWeights(), 'embedding/embeddings'));
  }));

it('come at the first step and at every one that the interval divides, after its logs', () =>
  withEngine({}, async (engine) => {
    const events: string[] = [];
    await engine.fit(
      x,
      y,
      fitOptions({
        onStepEnd: ({ step }) => events.push(`${step}`),
        histograms: { everySteps: 3, onHistograms: ({ step, epoch }) => events.push(`${step} of ${epoch}`) },
      }),
    );
    expect(events).toEqual(['1', '1 of 1', '2', '3', '3 of 1', '4', '5', '6', '6 of 2', '7', '8']);
  }));

it('are the same if the fit is resumed from any checkpoint', async () => {
  const options = { epochs: 4, batchSize: 9 };
  const parallel: Partial<CompileOptions> = { workers: 2 };
  const taken: Checkpoint[] = [];
  const save = async (checkpoint: Checkpoint) => void taken.push(copied(checkpoint));
  const checkpoints = { seconds: 1e-6, save };
  const undisturbed = await withEngine(parallel, (engine) => fit(engine, 2, { ...options, checkpoints }));
  const inEpochs = taken.filter(({ done, fitEnded }) => done > 0 && !fitEnded);
  expect(inEpochs.length).toBeGreaterThan(0);
  for (const resume of inEpochs.slice(0, 3)) {
    const rest = await withEngine(parallel, (engine) => fit(engine, 2, { ...options, resume }));
    expect(rest).toEqual(undisturbed.filter(({ step }) => step > resume.trainer.step));
  }
});

it.each<[string, 'cpu' | 'tfjs', number, string]>([
  ['an interval of 0', 'cpu', 0, 'everySteps of histograms is 0'],
  ['the engine tfjs', 'tfjs', 1, 'The engine tfjs reports no histograms'],
])('are refused for %s', (_, name, everySteps, message) =>
  using(createEngine(name, sentimentModel(), compile), async (engine) => {
    const fitted = fit(engine, everySteps);
    await expect(fitted).rejects.toThrow(InputError);
    await expect(fitted).rejects.toThrow(message);
  }),
);
