import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { fitOptions } from '../../../test/sentiment';
import { floats, labels, randomized, relativeErrors, sentences, using } from '../../../test/helpers';
import { Heap } from '../../backend/heap';
import type { LayerKernels } from '../../backend/kernels';
import { loadKernels, startKernels } from '../../backend/kernels';
import type { Engine, NamedWeight } from '../../index';
import { createEngine } from '../../index';
import { dropoutScale } from './dropout-source';

const L = tf.layers;
const LENGTH = 8;
const zeros = { recurrentInitializer: 'zeros' } as const;
const words = (maskZero: boolean) =>
  L.embedding({ inputDim: 30, outputDim: 6, inputLength: LENGTH, maskZero });

/** TensorFlow.js's type lacks the null for the axes that a mask varies along, which Keras documents. */
const wholeSteps = [null, null, 1] as unknown as number[];

const MODELS: Record<string, () => tf.layers.Layer[]> = {
  Dropout: () => [
    words(false),
    L.dropout({ rate: 0.4 }),
    L.lstm({ units: 7, ...zeros }),
    L.dropout({ rate: 0.2 }),
  ],
  'Dropout after shared padding': () => [
    words(false),
    L.lstm({ units: 7, ...zeros }),
    L.dropout({ rate: 0.4 }),
  ],
  'Dropout of whole words': () => [
    words(true),
    L.dropout({ rate: 0.4, noiseShape: wholeSteps }),
    L.lstm({ units: 7, ...zeros }),
  ],
  SpatialDropout1D: () => [words(true), L.spatialDropout1d({ rate: 0.4 }), L.gru({ units: 7, ...zeros })],
  'LSTM with both dropouts': () => [
    words(true),
    L.lstm({ units: 7, dropout: 0.3, recurrentDropout: 0.4, ...zeros }),
  ],
  'GRU with both dropouts': () => [
    words(false),
    L.gru({ units: 7, dropout: 0.3, recurrentDropout: 0.4, ...zeros }),
  ],
  'Bidirectional SimpleRNN with both dropouts': () => [
    words(true),
    L.bidirectional({
      layer: L.simpleRNN({ units: 7, dropout: 0.3, recurrentDropout: 0.4, ...zeros }) as tf.RNN,
      mergeMode: 'concat',
    }),
  ],
};

const random = new RandomState(4);
const x = sentences(random, 30, LENGTH, [8, 3, 0, 5, 1, 1, 7, 2, 8, 8, 4, 6]);
const y = labels(random, 12);

describe.each(Object.entries(MODELS))('%s', (_, layers) => {
  const model = randomized(tf.sequential({ layers: [...layers(), L.dense({ units: 1 })] }));
  const withEngine = <T>(workers: number, action: (engine: Engine) => Promise<T>) =>
    using(createEngine('cpu', model, { loss: 'meanSquaredError', workers }), action);

  it('has the gradient of its loss: a step along it changes the loss as it says', () =>
    withEngine(1, async (engine) => {
      const weights = await engine.getWeights();
      const { gradients } = await engine.gradients(x, y);
      const moved = async (step: number) => {
        await engine.setWeights(along(weights, gradients, step));
        return (await engine.gradients(x, y)).loss;
      };
      const squaredNorm = gradients.flatMap(({ data }) => [...data]).reduce((sum, g) => sum + g * g, 0);
      const step = 0.02 / Math.sqrt(squaredNorm);
      const slope = ((await moved(step)) - (await moved(-step))) / (2 * step);
      expect(slope / squaredNorm).toBeCloseTo(1, 2);
    }));

  it('drops the same for every number of workers, and other elements in other epochs', async () => {
    const results = [];
    for (const workers of [1, 2, 3]) {
      results.push(
        await withEngine(workers, async (engine) => {
          const { gradients } = await engine.gradients(x, y);
          const losses: number[] = [];
          const optimized = { epochs: 3, batchSize: 12, random: new RandomState(9) };
          await engine.fit(x, y, fitOptions({ ...optimized, onStepEnd: ({ loss }) => losses.push(loss) }));
          return { gradients, losses };
        }),
      );
    }
    const [one, ...others] = results;
    for (const { gradients, losses } of others) {
      for (const error of Object.values(relativeErrors(gradients, one.gradients)))
        expect(error).toBeLessThan(1e-4);
      losses.forEach((loss, i) => expect(loss).toBeCloseTo(one.losses[i], 4));
    }
    expect(Math.abs(one.losses[0] - one.losses[1])).toBeGreaterThan(1e-4);
  });

  it('does nothing in predictions', () =>
    withEngine(2, async (engine) => {
      const { data } = await engine.predict(x);
      const expected = (model.predict(tf.tensor(x.data, [...x.shape])) as tf.Tensor).dataSync();
      data.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
    }));
});

function along(weights: NamedWeight[], gradients: NamedWeight[], step: number): NamedWeight[] {
  return weights.map((weight, i) => ({
    ...weight,
    data: weight.data.map((value, k) => value + step * gradients[i].data[k]),
  }));
}

describe('the mask of Dropout', () => {
  const [texts, dimension] = [20, 6];
  // Every id occurs once, so that its gradient is zero where it was dropped.
  const ids = { data: Int32Array.from({ length: texts * LENGTH }, (_, i) => i), shape: [texts, LENGTH] };

  async function dropped(noiseShape: (number | null)[] | undefined): Promise<boolean[][][]> {
    const model = randomized(
      tf.sequential({
        layers: [
          L.embedding({ inputDim: texts * LENGTH, outputDim: dimension, inputLength: LENGTH }),
          L.dropout({ rate: 0.5, noiseShape: noiseShape as number[] }),
          L.flatten(),
          L.dense({ units: 1 }),
        ],
      }),
    );
    const { gradients } = await using(createEngine('cpu', model, { loss: 'meanSquaredError' }), (engine) =>
      engine.gradients(ids, labels(random, texts)),
    );
    const [{ data }] = gradients;
    return Array.from({ length: texts }, (_, text) =>
      Array.from({ length: LENGTH }, (_, step) =>
        Array.from({ length: dimension }, (_, k) => data[(text * LENGTH + step) * dimension + k] === 0),
      ),
    );
  }
  const count = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

  it.each([
    ['of its own for each element', undefined, { steps: true, features: true }],
    ['for whole steps', [null, null, 1], { steps: true, features: false }],
    ['for a feature at all steps', [null, 1, null], { steps: false, features: true }],
    ['for whole texts', [null, 1, 1], { steps: false, features: false }],
  ])('is one %s', async (_, noiseShape, varies) => {
    const masks = await dropped(noiseShape);
    expect(masks.some((steps) => count(steps) > 1)).toBe(varies.steps);
    expect(masks.some((steps) => steps.some((features) => count(features) > 1))).toBe(varies.features);
    expect(count(masks)).toBeGreaterThan(1);
  });
});

describe('the kernels', () => {
  const heap = new Heap();
  const kernels = startKernels<LayerKernels>(loadKernels('layers'), heap);
  const [rows, features] = [500, 37];
  const identity = heap.allocateIndices(rows);
  heap.integers(identity, rows).forEach((_, i, indices) => (indices[i] = i));
  const ones = heap.allocate(rows * features);
  heap.floats(ones, rows * features).fill(1);
  const dropped = (key: number, rate: number) => {
    const to = heap.allocate(rows * features);
    const { threshold, scale } = dropoutScale(rate);
    kernels.dropoutRows(rows, features, ones, identity, identity, key, threshold, scale, to);
    return heap.floats(to, rows * features);
  };

  it.each([0.1, 0.4, 0.9])('drop the part %f of all elements, and scale the others', (rate) => {
    const values = dropped(1, rate);
    const kept = values.filter((value) => value !== 0);
    expect(kept.every((value) => value === Math.fround(1 / (1 - rate)))).toBe(true);
    // Five standard deviations of a binomial distribution.
    const deviation = Math.sqrt((rate * (1 - rate)) / values.length);
    expect(Math.abs(kept.length / values.length - (1 - rate))).toBeLessThan(5 * deviation);
  });

  it('drop neighbouring rows, elements and keys independently', () => {
    const keep = (key: number) => Array.from(dropped(key, 0.5), (value) => (value === 0 ? -1 : 1));
    const mask = keep(1);
    const correlation = (other: number[]) =>
      mask.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0) / mask.length;
    const limit = 5 / Math.sqrt(mask.length);
    expect(Math.abs(correlation(keep(2)))).toBeLessThan(limit);
    expect(Math.abs(correlation(mask.slice(1)))).toBeLessThan(limit);
    expect(Math.abs(correlation(mask.slice(features)))).toBeLessThan(limit);
  });

  it('drop whole rows, as often as single elements', () => {
    const { threshold, scale } = dropoutScale(0.4);
    const to = heap.allocate(rows * features);
    kernels.dropoutWholeRows(rows, features, ones, identity, identity, 3, threshold, scale, to);
    const values = heap.floats(to, rows * features);
    const firsts = values.filter((_, i) => i % features === 0);
    expect(values.every((value, i) => value === firsts[Math.floor(i / features)])).toBe(true);
    const kept = firsts.filter((value) => value === Math.fround(1 / 0.6)).length;
    expect(kept + firsts.filter((value) => value === 0).length).toBe(rows);
    // Five standard deviations of a binomial distribution.
    expect(Math.abs(kept / rows - 0.6)).toBeLessThan(5 * Math.sqrt(0.24 / rows));
  });

  it('drop columns as they drop rows', () => {
    const { threshold, scale } = dropoutScale(0.4);
    const columns = heap.allocate(rows * features);
    heap.floats(columns, rows * features).fill(1);
    kernels.dropoutColumns(features, rows, identity, 7, threshold, scale, columns);
    const expected = dropped(7, 0.4);
    heap.floats(columns, rows * features).forEach((value, i) => {
      expect(value).toBe(expected[(i % rows) * features + Math.floor(i / rows)]);
    });
  });
});

it('is drawn from the generator that shuffles: another seed drops other elements', async () => {
  const model = tf.sequential({
    layers: [L.dropout({ rate: 0.5, inputShape: [20] }), L.dense({ units: 1 })],
  });
  const inputs = floats(new RandomState(1), 10, 20);
  const targets = labels(new RandomState(2), 10);
  const losses = [];
  for (const seed of [1, 1, 2]) {
    const compile = { loss: 'meanSquaredError' } as const;
    const history = await using(createEngine('cpu', model, compile), (engine) =>
      engine.fit(inputs, targets, fitOptions({ epochs: 1, batchSize: 10, random: new RandomState(seed) })),
    );
    losses.push(history[0].train.loss);
  }
  expect(losses[1]).toBe(losses[0]);
  expect(losses[2]).not.toBe(losses[0]);
});
