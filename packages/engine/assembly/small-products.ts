// AssemblyScript: matrix products of float32 matrices in the heap that are too small for ONNX Runtime. Pointers and strides
// are in bytes, everything else in elements.

import { clear } from './elementwise';
import { Float32Pointer } from './pointer';
import { inFours, SIZE } from './vector';

/**
 * c, [m, n] ← a·b, for products too small for ONNX Runtime. Takes the bytes from row to row (`aRow`) and from column to
 * column (`aColumn`), so that either factor can be transposed.
 */
export function gemmSmall(
  m: usize,
  k: usize,
  n: usize,
  a: Float32Pointer,
  aRow: usize,
  aColumn: usize,
  b: Float32Pointer,
  bRow: usize,
  bColumn: usize,
  c: Float32Pointer,
): void {
  clear(m * n, c);
  const fours = bColumn == SIZE ? inFours(n * SIZE) : 0;
  for (let i: usize = 0; i < m; i++) {
    const row = c + i * n * SIZE;
    for (let l: usize = 0; l < k; l++) {
      const factor = load<f32>(a + i * aRow + l * aColumn);
      const factors = f32x4.splat(factor);
      const other = b + l * bRow;
      for (let j: usize = 0; j < fours; j += 4 * SIZE) {
        v128.store(row + j, f32x4.add(v128.load(row + j), f32x4.mul(factors, v128.load(other + j))));
      }
      for (let column = fours / SIZE; column < n; column++) {
        const at = row + column * SIZE;
        store<f32>(at, load<f32>(at) + factor * load<f32>(other + column * bColumn));
      }
    }
  }
}

/** y, [m] ← a·x for a, [m, k]. Reads the matrix once, which is what bounds its speed. */
export function gemv(m: usize, k: usize, a: Float32Pointer, x: Float32Pointer, y: Float32Pointer): void {
  const end = k * SIZE;
  for (let i: usize = 0; i < m; i++) {
    const row = a + i * end;
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    let j: usize = 0;
    for (; j + 8 * SIZE <= end; j += 8 * SIZE) {
      even = f32x4.add(even, f32x4.mul(v128.load(row + j), v128.load(x + j)));
      odd = f32x4.add(odd, f32x4.mul(v128.load(row + j + 4 * SIZE), v128.load(x + j + 4 * SIZE)));
    }
    const sums = f32x4.add(even, odd);
    let sum =
      f32x4.extract_lane(sums, 0) +
      f32x4.extract_lane(sums, 1) +
      (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
    for (; j < end; j += SIZE) sum += load<f32>(row + j) * load<f32>(x + j);
    store<f32>(y + i * SIZE, sum);
  }
}
