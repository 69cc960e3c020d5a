// AssemblyScript: sums over the rows of float32 matrices in the heap. Pointers are in bytes.

import { Float32Pointer, Float64Pointer } from './pointer';
import { SIZE } from './vector';

/** Adds Σx and Σx·y over the rows of x and y, [rows, features], to `sums`, [2, features] in float64. */
export function columnSums(
  rows: usize,
  features: usize,
  x: Float32Pointer,
  y: Float32Pointer,
  sums: Float64Pointer,
): void {
  const products = sums + features * sizeof<f64>();
  for (let r: usize = 0; r < rows; r++) {
    for (let k: usize = 0; k < features; k++) {
      const at = (r * features + k) * SIZE;
      const to = k * sizeof<f64>();
      const value = <f64>load<f32>(x + at);
      store<f64>(sums + to, load<f64>(sums + to) + value);
      store<f64>(products + to, load<f64>(products + to) + value * <f64>load<f32>(y + at));
    }
  }
}
