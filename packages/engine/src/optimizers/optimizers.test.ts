import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { figures } from '../../test/optimizer-figures';
import {
  CASES,
  gradientsOf,
  onHeap,
  startOptimizerKernels,
  vectors,
  worstError,
} from '../../test/optimizers';
import { elementAt, pointerTo } from '../backend/pointer';
import { clipGradient } from './clipping';
import type { OptimizerOptions } from './optimizer-options';
import { createOptimizer, learningRateAt } from './optimizer-options';
import { rangeUpdate } from './range-update';

/** The weights after one step per gradient, in plain TypeScript. */
function trained(
  options: OptimizerOptions,
  w: ArrayLike<number>,
  gradients: ArrayLike<number>[],
): Float32Array {
  const optimizer = createOptimizer(options);
  const ours = vectors(w, optimizer);
  gradients.forEach((gradient, step) => {
    optimizer.begin(step + 1, learningRateAt(options, step));
    optimizer.update(ours, 0, w.length, Float32Array.from(gradient), 0);
  });
  return ours.w;
}

it.each(figures.optimizers)("agrees with Keras's figures: $options", ({ options, weights }) => {
  const initial = figures.initial.flat();
  let offset = 0;
  const variables = figures.initial.map(({ length: size }) => ({ offset: (offset += size) - size, size }));
  const gradients = figures.gradients.map((step) => {
    const gradient = Float32Array.from(step.flat());
    clipGradient(options, gradient, variables);
    return gradient;
  });
  expect(worstError(trained(options, initial, gradients), weights.flat(), initial)).toBeLessThan(1e-5);
});

it.each<[OptimizerOptions & { learningRate: number }, (learningRate: number) => tf.Optimizer]>([
  [{ name: 'sgd', learningRate: 0.1 }, (rate) => tf.train.sgd(rate)],
  [{ name: 'sgd', learningRate: 0.1, momentum: 0.9 }, (rate) => tf.train.momentum(rate, 0.9)],
  [
    { name: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: true },
    (rate) => tf.train.momentum(rate, 0.9, true),
  ],
  [{ name: 'rmsprop', learningRate: 0.01 }, (rate) => tf.train.rmsprop(rate, 0.9, 0, 1e-7)],
  // TensorFlow.js adds these two's ε elsewhere.
  [
    { name: 'rmsprop', learningRate: 0.01, momentum: 0.5, centered: true, epsilon: 1e-12 },
    (rate) => tf.train.rmsprop(rate, 0.9, 0.5, 1e-12, true),
  ],
  [{ name: 'adagrad', learningRate: 0.1 }, (rate) => tf.train.adagrad(rate, 0.1)],
  [{ name: 'adam', learningRate: 0.01, epsilon: 1e-12 }, (rate) => tf.train.adam(rate, 0.9, 0.999, 1e-12)],
])('agrees with TensorFlow.js: %j', (options, create) => {
  const random = new RandomState(0);
  const w = Float32Array.from(random.normal(0, 1, 50) as Float64Array);
  const gradients = Array.from({ length: 20 }, () =>
    Float32Array.from(random.normal(0, 1, 50) as Float64Array),
  );
  const variable = tf.variable(tf.tensor1d(w));
  const optimizer = create(options.learningRate);
  for (const gradient of gradients) {
    optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d(gradient) }]);
  }
  expect(worstError(trained(options, w, gradients), variable.dataSync(), w)).toBeLessThan(1e-5);
});

describe.each(CASES)('the kernel of %j', (options) => {
  it.each([1, 3, 4, 10, 301])('agrees with `update` for %i elements, and changes no others', (count) => {
    const random = new RandomState(1);
    const { heap, kernels } = startOptimizerKernels();
    const optimizer = createOptimizer(options);
    const w = random.normal(0, 0.05, count + 2) as Float64Array;
    const expected = vectors(w, optimizer);
    const ours = onHeap(heap, w, optimizer);
    const gradient = heap.allocateFloats(count + 2);
    const update = rangeUpdate(optimizer, kernels, heap, ours);
    gradientsOf(random, 20, count + 2).forEach((values, step) => {
      gradient.set(values);
      optimizer.begin(step + 1, learningRateAt(options, step));
      optimizer.update(expected, 1, count + 1, gradient, 1);
      update(1, count, elementAt(pointerTo(gradient), 1));
    });
    expect(worstError(ours.w, expected.w, w)).toBeLessThan(3e-5);
    for (const edge of [0, count + 1]) {
      expect(ours.w[edge]).toBe(expected.w[edge]);
      expect(ours.slots.map((slot) => slot[edge])).toEqual(expected.slots.map((slot) => slot[edge]));
    }
  });
});
