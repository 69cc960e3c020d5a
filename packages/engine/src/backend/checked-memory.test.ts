import { Heap, newHeapState } from './heap';
import type { LayerKernels, OptimizerKernels } from './kernels';
import { loadKernels, startKernels } from './kernels';
import type { Float32Pointer } from './pointer';
import { NO_FLOATS } from './pointer';

const build = { checked: true };
const heap = new Heap(newHeapState(build));
const layers = startKernels<LayerKernels>(loadKernels('layers', build), heap);
const optimizer = startKernels<OptimizerKernels>(loadKernels('optimizer', build), heap);
const OUTSIDE = /^A kernel accesses the bytes \d+ to \d+, which are not all allocated\.$/;

/** Elements of an allocation: with and without remainders of vectors, and whole cache lines. */
describe.each([1, 4, 7, 16, 35, 64])('with %i elements, the checked build', (count) => {
  const [from, to] = [heap.allocate(count), heap.allocate(count)];
  const longer = heap.allocate(count + 1);

  const kernels: Record<string, (count: number, from: Float32Pointer, to: Float32Pointer) => void> = {
    add: (...values) => layers.add(...values),
    activate: (n, a, b) => layers.activate(1, n, a, b),
    copy: (...values) => optimizer.copy(...values),
  };
  it.each(Object.entries(kernels))('refuses to read or write one element too many: %s', (_, run) => {
    expect(() => run(count, from, to)).not.toThrow();
    expect(() => run(count + 1, from, longer)).toThrow(OUTSIDE);
    expect(() => run(count + 1, longer, to)).toThrow(OUTSIDE);
  });

  it('refuses to clear one element too many, and to read a missing argument', () => {
    expect(() => layers.clear(count + 1, to)).toThrow(OUTSIDE);
    expect(() => layers.add(count, NO_FLOATS, to)).toThrow(OUTSIDE);
  });

  it('refuses to read what was freed', () => {
    const free = heap.mark();
    const freed = heap.allocate(count);
    layers.add(count, freed, to);
    free();
    expect(() => layers.add(count, freed, to)).toThrow(OUTSIDE);
  });
});
