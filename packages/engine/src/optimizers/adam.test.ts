import { RandomState } from '@rnn-lab/random';
import { adamUpdate, stepSize } from './adam';
import { Heap } from '../backend/heap';
import type { OptimizerKernels } from '../backend/kernels';
import { loadKernels, startKernels } from '../backend/kernels';
import { LazyAdam } from './lazy-adam';

/** Keras's Adam in float64: bias corrections folded into the step size, ε outside of the root. */
function kerasAdam(w: Float64Array, gradients: Float64Array[], learningRate: number): Float64Array {
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  const result = Float64Array.from(w);
  gradients.forEach((g, i) => {
    const t = i + 1;
    const alpha = (learningRate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
    for (let j = 0; j < w.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      v[j] = 0.999 * v[j] + 0.001 * g[j] * g[j];
      result[j] -= (alpha * m[j]) / (Math.sqrt(v[j]) + 1e-7);
    }
  });
  return result;
}

function vectors(w: Float64Array) {
  return { w: Float32Array.from(w), m: new Float32Array(w.length), v: new Float32Array(w.length) };
}

/** `vectors` in the kernels' memory. */
function onHeap(heap: Heap, w: Float64Array) {
  const [values, m, v] = [w, w, w].map(({ length }) => heap.allocateFloats(length));
  values.set(w);
  return { w: values, m, v };
}

/** The largest |a − b|, relative to the largest distance of b from its start. */
function worstError(a: Float32Array, b: Float64Array, begin: Float64Array): number {
  let error = 0;
  let moved = 0;
  for (let i = 0; i < b.length; i++) {
    error = Math.max(error, Math.abs(a[i] - b[i]));
    moved = Math.max(moved, Math.abs(b[i] - begin[i]));
  }
  return error / moved;
}

describe('adamUpdate', () => {
  it("agrees with Keras's formula in float64 over 20 steps, for gradients of every magnitude", () => {
    const random = new RandomState(0);
    const w = random.normal(0, 0.05, 300) as Float64Array;
    const gradients = Array.from({ length: 20 }, () =>
      (random.normal(0, 1, 300) as Float64Array).map((g, i) => g * 10 ** -(i % 10)),
    );
    const ours = vectors(w);
    gradients.forEach((g, i) => adamUpdate(ours, 0, 300, Float32Array.from(g), 0, stepSize(0.001, i + 1)));
    expect(worstError(ours.w, kerasAdam(w, gradients, 0.001), w)).toBeLessThan(1e-5);
  });
});

describe('the kernel adam', () => {
  it.each([1, 3, 4, 10, 301])('agrees with adamUpdate for %i elements, and changes no others', (count) => {
    const random = new RandomState(1);
    const heap = new Heap();
    const kernels = startKernels<OptimizerKernels>(loadKernels('optimizer'), heap.memory);
    const w = random.normal(0, 0.05, count + 2) as Float64Array;
    const ours = onHeap(heap, w);
    const gradient = heap.allocateFloats(count + 2);
    const expected = vectors(w);
    for (let step = 1; step <= 20; step++) {
      gradient.set(random.normal(0, 10 ** -(step % 5), count + 2) as Float64Array);
      adamUpdate(expected, 1, count + 1, gradient, 1, stepSize(0.001, step));
      const [pw, pm, pv, pg] = [ours.w, ours.m, ours.v, gradient].map(({ byteOffset }) => byteOffset + 4);
      kernels.adam(pw, pm, pv, pg, count, stepSize(0.001, step));
    }
    expect(worstError(ours.w, Float64Array.from(expected.w), w)).toBeLessThan(1e-5);
    expect(ours.w[0]).toBe(expected.w[0]);
    expect(ours.w[count + 1]).toBe(expected.w[count + 1]);
  });
});

describe('LazyAdam', () => {
  it.each([
    ['used at most of the steps', 0.7, 20],
    ['used occasionally', 0.05, 400],
    ['used a few times', 0.004, 1500],
  ])("agrees with Keras's dense formula for rows %s", (_, share, steps) => {
    const rows = 40;
    const dimension = 10;
    const random = new RandomState(2);
    const w = random.normal(0, 0.05, rows * dimension) as Float64Array;
    const used: boolean[][] = [];
    const gradients = Array.from({ length: steps }, () => {
      const g = (random.normal(0, 1, rows * dimension) as Float64Array).map(
        (value, i) => value * 10 ** -(i % 10),
      );
      used.push(Array.from({ length: rows }, () => (random.rand() as number) < share));
      return g.map((value, i) => (used[used.length - 1][Math.floor(i / dimension)] ? value : 0));
    });
    const expected = kerasAdam(w, gradients, 0.001);

    const heap = new Heap();
    const ours = onHeap(heap, w);
    const gradient = heap.allocateFloats(w.length);
    const lazy = new LazyAdam(
      startKernels<OptimizerKernels>(loadKernels('optimizer'), heap.memory),
      ours,
      dimension,
      new Int32Array(rows),
      0.001,
    );
    lazy.begin(0);
    for (let step = 0; step < steps; step++) {
      gradient.set(gradients[step]);
      for (let row = 0; row < rows; row++) if (used[step][row]) lazy.catchUp(row);
      lazy.advance();
      for (let row = 0; row < rows; row++)
        if (used[step][row]) lazy.update(row, gradient.byteOffset + 4 * row * dimension);
    }
    for (let row = 0; row < rows; row++) lazy.catchUp(row);
    expect(worstError(ours.w, expected, w)).toBeLessThan(2e-5);
  });
});
