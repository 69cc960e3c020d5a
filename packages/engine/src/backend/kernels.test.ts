import { Heap } from './heap';
import type { LayerKernels } from './kernels';
import { loadKernels, startKernels } from './kernels';
import { elementAt, pointerTo } from './pointer';

/** Smaller than 4, whole blocks of 16, and remainders at each edge. */
const SIZES = [
  [1, 7],
  [3, 16],
  [4, 4],
  [5, 6],
  [16, 16],
  [17, 15],
  [35, 18],
  [128, 50],
] as const;

it.each(SIZES)('transposes %d × %d and writes nowhere else', (rows, columns) => {
  const heap = new Heap();
  const kernels = startKernels<LayerKernels>(loadKernels('layers'), heap);
  const from = Float32Array.from({ length: rows * columns }, (_, i) => i);
  const to = heap.allocateFloats(rows * columns + 2).fill(-1);
  const pointer = heap.allocate(rows * columns);
  heap.floats(pointer, rows * columns).set(from);
  kernels.transpose(rows, columns, pointer, elementAt(pointerTo(to), 1));
  const expected = Array.from(from.keys(), (i) => (i % rows) * columns + Math.floor(i / rows));
  expect(Array.from(to)).toEqual([-1, ...expected, -1]);
});
