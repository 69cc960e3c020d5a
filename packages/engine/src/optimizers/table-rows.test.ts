import * as fc from 'fast-check';
import { RandomState } from '@rnn-lab/random';
import {
  CASES,
  doubles,
  gradientsOf,
  onHeap,
  startOptimizerKernels,
  worstError,
} from '../../test/optimizers';
import { elementAt, pointerTo } from '../backend/pointer';
import { Adam } from './adam';
import { LazyAdam } from './lazy-adam';
import type { Optimizer } from './optimizer';
import type { OptimizerOptions } from './optimizer-options';
import { createOptimizer, learningRateAt } from './optimizer-options';
import { TableRows } from './table-rows';

const DIMENSION = 5;

interface Training {
  rows: number;
  steps: number;
  /** The probability that a step uses a row. */
  share: number;
  seed: number;
  /** Steps before the first one, and the steps of an epoch. */
  before?: number;
  epoch?: number;
}

/** The largest difference between rows that are updated when they are used, and float64 steps over the whole table. */
function errorOf(
  { create, rateAt }: { create: () => Optimizer; rateAt: (step: number) => number },
  { rows, steps, share, seed, before = 0, epoch = steps }: Training,
): number {
  const random = new RandomState(seed);
  const size = rows * DIMENSION;
  const w = Float32Array.from(random.normal(0, 0.05, size) as Float64Array);
  const used = Array.from({ length: steps }, () =>
    Array.from({ length: rows }, () => (random.rand() as number) < share),
  );
  const gradients = gradientsOf(random, steps, size).map((g, step) =>
    g.map((value, i) => (used[step][Math.floor(i / DIMENSION)] ? value : 0)),
  );

  const dense = create();
  const expected = doubles(w, dense);
  gradients.forEach((g, i) => {
    dense.begin(before + i + 1, rateAt(before + i));
    dense.update(expected, 0, size, g as unknown as Float32Array, 0);
  });

  const { heap, kernels } = startOptimizerKernels();
  const optimizer = create();
  const ours = onHeap(heap, w, optimizer);
  const gradient = heap.allocateFloats(size);
  const table = new TableRows(optimizer, kernels, heap, ours, DIMENSION);
  const all = Array.from({ length: rows }, (_, row) => row);
  gradients.forEach((g, i) => {
    if (i % epoch === 0) table.begin(before + i);
    const rowsUsed = all.filter((row) => used[i][row]);
    gradient.set(g);
    for (const row of rowsUsed) table.catchUp(row);
    optimizer.begin(before + i + 1, rateAt(before + i));
    table.advance();
    for (const row of rowsUsed) table.update(row, elementAt(pointerTo(gradient), row * DIMENSION));
    if (table.walks || (i + 1) % epoch === 0 || i + 1 === steps) for (const row of all) table.catchUp(row);
  });
  const slotErrors = ours.slots.map((slot, i) => worstError(slot, expected.slots[i], new Float64Array(size)));
  return Math.max(worstError(ours.w, expected.w, w), ...slotErrors);
}

const withOptions = (options: OptimizerOptions) => ({
  create: () => createOptimizer(options),
  rateAt: (step: number) => learningRateAt(options, step),
});

describe.each(CASES)('the rows of a table with %j', (options) => {
  // An optimizer that walks the table rounds every weight at every step.
  const tolerance = createOptimizer(options).missedSteps ? 3e-5 : 1e-4;
  it.each([
    ['used at most of the steps', { share: 0.7, steps: 20 }],
    ['used occasionally', { share: 0.05, steps: 400 }],
    ['used a few times', { share: 0.004, steps: 1500 }],
    ['used occasionally, in several epochs', { share: 0.05, steps: 400, before: 70, epoch: 150 }],
  ])('move as by dense steps when %s', (_, training) => {
    expect(errorOf(withOptions(options), { rows: 40, seed: 2, ...training })).toBeLessThan(tolerance);
  });
});

it('moves rows as by dense steps, whatever the options and the rows in use are', () => {
  const fraction = fc.double({ min: 0, max: 0.99, noNaN: true });
  const learningRate = fc.double({ min: 0.01, max: 0.1, noNaN: true });
  const options: fc.Arbitrary<OptimizerOptions> = fc.oneof(
    fc.record({
      name: fc.constant('adamW' as const),
      learningRate,
      weightDecay: fc.double({ min: 0.1, max: 5, noNaN: true }),
      beta1: fraction,
    }),
    fc.record({
      name: fc.constant('sgd' as const),
      learningRate,
      momentum: fraction,
      nesterov: fc.boolean(),
    }),
    fc.record({
      name: fc.constant('rmsprop' as const),
      learningRate,
      // With a small ρ, the centered variance is a difference of nearly equal numbers.
      rho: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      momentum: fraction,
      centered: fc.boolean(),
    }),
  );
  const training = fc.record({
    rows: fc.integer({ min: 1, max: 6 }),
    steps: fc.integer({ min: 1, max: 300 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(options, training, (drawn, run) => {
      expect(errorOf(withOptions(drawn), run)).toBeLessThan(1e-3);
    }),
    { numRuns: 60 },
  );
});

it("sums up Adam's missed steps for the default β₁ and β₂, and where the series converges", () => {
  expect(LazyAdam.converges(new Adam({}))).toBe(true);
  expect(LazyAdam.converges(new Adam({ beta1: 0 }))).toBe(true);
  expect(LazyAdam.converges(new Adam({ beta2: 0.99 }))).toBe(false);
  expect(LazyAdam.converges(new Adam({ beta1: 0.9, beta2: 0.8 }))).toBe(false);
});

it('walks the table with an optimizer that is one file without kernel: sign descent', () => {
  class SignDescent implements Optimizer {
    readonly slots = [0.5];
    private learningRate = 0;

    begin(_step: number, learningRate: number): void {
      this.learningRate = learningRate;
    }

    update({ w, slots: [m] }: Parameters<Optimizer['update']>[0], ...range: RangeOf): void {
      const [begin, end, gradient, gradientBegin] = range;
      for (let i = begin; i < end; i++) {
        m[i] = 0.9 * m[i] + gradient[gradientBegin + i - begin];
        w[i] -= this.learningRate * Math.sign(m[i]);
      }
    }
  }
  const signDescent = { create: () => new SignDescent(), rateAt: () => 0.01 };
  expect(errorOf(signDescent, { rows: 7, steps: 30, share: 0.3, seed: 3 })).toBeLessThan(1e-5);
});

type RangeOf = [begin: number, end: number, gradient: Float32Array, gradientBegin: number];
