import { Heap } from '../backend/heap';
import type { LayerKernels } from '../backend/kernels';
import { loadKernels, startKernels } from '../backend/kernels';
import { ACTIVATIONS } from './activations';

const heap = new Heap();
const kernels = startKernels<LayerKernels>(loadKernels('layers'), heap);

/** Values of every magnitude. Their count isn't a multiple of four. */
const numbers = [
  0,
  ...Array.from({ length: 3000 }, (_, i) => (i - 1500) / 100),
  ...Array.from({ length: 60 }, (_, i) => 10 ** (i / 5 - 10)),
  ...Array.from({ length: 60 }, (_, i) => -(10 ** (i / 5 - 10))),
].map(Math.fround);

function activate(name: string, values: readonly number[]): Float32Array {
  const pointer = heap.allocate(values.length);
  heap.floats(pointer, values.length).set(values);
  kernels.activate(ACTIVATIONS[name], values.length, pointer, pointer);
  return heap.floats(pointer, values.length);
}

it.each<[string, (x: number) => number]>([
  ['linear', (x) => x],
  ['tanh', Math.tanh],
  ['sigmoid', (x) => 1 / (1 + Math.exp(-Math.max(x, -80)))],
])('computes %s to within the last bits of float32', (name, exact) => {
  activate(name, numbers).forEach((value, i) => {
    const expected = exact(numbers[i]);
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(4e-7 * Math.abs(expected));
  });
});

it.each(['linear', 'tanh', 'sigmoid'])('propagates NaN through %s', (name) => {
  expect([...activate(name, [1, NaN, 2, 3, NaN])].map(Number.isNaN)).toEqual([
    false,
    true,
    false,
    false,
    true,
  ]);
});

it('saturates at infinity', () => {
  expect([...activate('tanh', [Infinity, -Infinity])]).toEqual([1, -1]);
  expect(activate('sigmoid', [Infinity])[0]).toBe(1);
  expect(activate('sigmoid', [-Infinity])[0]).toBeLessThan(1e-30);
});
