import { RandomState } from '@rnn-lab/random';
import { kerasAdam, onHeap, vectors, worstError } from '../../test/adam';
import { Heap } from '../backend/heap';
import type { OptimizerKernels } from '../backend/kernels';
import { loadKernels, startKernels } from '../backend/kernels';
import { adamUpdate, stepSize } from './adam';

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
