import { RandomState } from '@rnn-lab/random';
import { MATMUL_NAMES } from '../../types';
import { Heap } from '../heap';
import type { LayerKernels } from '../kernels';
import { loadKernels, loadMatMulKernels, startKernels } from '../kernels';
import type { Float32Pointer } from '../pointer';
import { pointerTo } from '../pointer';
import { createMatMul } from './create-matmul';
import type { Transposed } from './matrix';

/** Sizes m, k, n around the limits of gemv and gemmSmall, and the edges of tiles and panels. */
const SIZES = [
  [1, 1, 1],
  [3, 5, 7],
  [5, 300, 1],
  [2, 130_001, 1],
  [6, 9, 13],
  [31, 32, 33],
  [4, 256, 8],
  [9, 257, 15],
  [10, 515, 6],
  [128, 300, 21],
  [40, 50, 60],
  [4, 0, 3],
] as const;

const CASES = SIZES.flatMap((size) =>
  ([undefined, 'a', 'b'] as const).map((transposed) => ({ size, transposed })),
);

const MODULES = { ort: undefined, wasm: loadMatMulKernels() };
const MATMULS = MATMUL_NAMES.map((name) => ({ name, module: MODULES[name] }));

describe.each(MATMULS)('$name', ({ module }) => {
  it.each(CASES)('multiplies $size, transposed: $transposed', ({ size: [m, k, n], transposed }) => {
    const random = new RandomState(1);
    const heap = new Heap();
    const kernels = startKernels<LayerKernels>(loadKernels('layers'), heap);
    const matmul = createMatMul(heap, kernels, module);
    const [a, b, c] = [m * k, k * n, m * n + 1].map((count) => heap.allocate(count));
    heap.floats(a, m * k).set(random.normal(0, 1, m * k));
    heap.floats(b, k * n).set(random.normal(0, 1, k * n));
    heap.floats(c, m * n + 1).fill(7);
    const matrix = (pointer: Float32Pointer, rows: number, columns: number, stored: boolean) =>
      stored ? { pointer, rows, columns } : { pointer, rows: columns, columns: rows };
    matmul.multiply(matrix(a, m, k, transposed !== 'a'), matrix(b, k, n, transposed !== 'b'), c, transposed);
    const expected = multiply(heap.floats(a, m * k), heap.floats(b, k * n), [m, k, n], transposed);
    const error = heap.floats(c, m * n).map((value, i) => Math.abs(value - expected[i]));
    expect(Math.max(...error)).toBeLessThan(1e-6 * Math.max(k, 1));
    expect(heap.floats(c, m * n + 1)[m * n]).toBe(7);
    matmul.release();
  });
});

it.each([undefined, 'b'] as const)('wasm treats subnormal numbers as 0, transposed: %s', (transposed) => {
  const heap = new Heap();
  const kernels = startKernels<LayerKernels>(loadKernels('layers'), heap);
  const matmul = createMatMul(heap, kernels, MODULES.wasm);
  const [m, k, n] = [32, 40, 13];
  const a = heap.allocateFloats(m * k).fill(1e30);
  const b = heap.allocateFloats(k * n).fill(1e-40);
  const c = heap.allocateFloats(m * n).fill(7);
  const [rows, columns] = transposed ? [n, k] : [k, n];
  const factors = [
    { pointer: pointerTo(a), rows: m, columns: k },
    { pointer: pointerTo(b), rows, columns },
  ] as const;
  matmul.multiply(...factors, pointerTo(c), transposed);
  expect(new Set(c)).toEqual(new Set([0]));
  matmul.release();
});

/** The product in float64. */
function multiply(
  a: Float32Array,
  b: Float32Array,
  [m, k, n]: readonly [number, number, number],
  transposed: Transposed,
): number[] {
  return Array.from({ length: m * n }, (_, cell) => {
    const [i, j] = [Math.floor(cell / n), cell % n];
    let sum = 0;
    for (let l = 0; l < k; l++) {
      sum += a[transposed === 'a' ? l * m + i : i * k + l] * b[transposed === 'b' ? j * k + l : l * n + j];
    }
    return sum;
  });
}
