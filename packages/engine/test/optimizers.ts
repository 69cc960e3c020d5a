import type { RandomState } from '@rnn-lab/random';
import { Heap } from '../src/backend/heap';
import type { OptimizerKernels } from '../src/backend/kernels';
import { loadKernels, startKernels } from '../src/backend/kernels';
import type { Optimizer, OptimizerVectors } from '../src/optimizers/optimizer';
import type { OptimizerOptions } from '../src/optimizers/optimizer-options';

/** Every optimizer, with every option that makes it compute something else. */
export const CASES: readonly OptimizerOptions[] = [
  {},
  { name: 'adam', learningRate: 0.01, beta1: 0.8, beta2: 0.9995, epsilon: 1e-3 },
  { name: 'adam', beta1: 0 },
  { name: 'adam', beta1: 0.9, beta2: 0.95 },
  { name: 'adam', learningRate: { name: 'warmup', warmupTarget: 0.01, warmupSteps: 30 } },
  { name: 'adamW', weightDecay: 0.1 },
  { name: 'adamW', learningRate: 0.1, weightDecay: 3 },
  { name: 'adamW', beta2: 0.9 },
  {
    name: 'adamW',
    weightDecay: 0.5,
    learningRate: {
      name: 'cosineDecay',
      initialLearningRate: 0,
      warmupTarget: 0.1,
      warmupSteps: 9,
      decaySteps: 300,
    },
  },
  { name: 'sgd' },
  { name: 'sgd', momentum: 0.9 },
  { name: 'sgd', momentum: 1, learningRate: 1e-4 },
  { name: 'sgd', momentum: 0.9, nesterov: true },
  {
    name: 'sgd',
    momentum: 0.8,
    nesterov: true,
    learningRate: { name: 'exponentialDecay', initialLearningRate: 0.1, decaySteps: 20, decayRate: 0.5 },
  },
  { name: 'rmsprop' },
  { name: 'rmsprop', momentum: 0.9 },
  { name: 'rmsprop', centered: true },
  { name: 'rmsprop', momentum: 0.5, centered: true, rho: 0.95 },
  { name: 'adagrad' },
  { name: 'adagrad', initialAccumulatorValue: 0, learningRate: 0.05 },
];

export function vectors(w: ArrayLike<number>, { slots }: Optimizer): OptimizerVectors {
  return { w: Float32Array.from(w), slots: slots.map((value) => new Float32Array(w.length).fill(value)) };
}

/** `vectors` in float64. */
export function doubles(w: ArrayLike<number>, { slots }: Optimizer): OptimizerVectors {
  const values = {
    w: Float64Array.from(w),
    slots: slots.map((value) => new Float64Array(w.length).fill(value)),
  };
  return values as unknown as OptimizerVectors;
}

/** `vectors` in the kernels' memory. */
export function onHeap(heap: Heap, w: ArrayLike<number>, { slots }: Optimizer): OptimizerVectors {
  const values = heap.allocateFloats(w.length);
  values.set(w);
  return { w: values, slots: slots.map((value) => heap.allocateFloats(w.length).fill(value)) };
}

export function startOptimizerKernels() {
  const heap = new Heap();
  return { heap, kernels: startKernels<OptimizerKernels>(loadKernels('optimizer'), heap) };
}

/** Normally distributed, of five magnitudes in turn: 1 to 1e-8. */
export function gradientsOf(random: RandomState, steps: number, count: number): Float64Array[] {
  return Array.from({ length: steps }, () =>
    (random.normal(0, 1, count) as Float64Array).map((g, i) => g * 10 ** (-2 * (i % 5))),
  );
}

/** The largest |a − b|, relative to the largest distance of b from its start (at least 1e-12). */
export function worstError(a: ArrayLike<number>, b: ArrayLike<number>, begin: ArrayLike<number>): number {
  let error = 0;
  let moved = 1e-12;
  for (let i = 0; i < b.length; i++) {
    error = Math.max(error, Math.abs(a[i] - b[i]));
    moved = Math.max(moved, Math.abs(b[i] - begin[i]));
  }
  return error / moved;
}
