// AssemblyScript: softmax over the features of each row, float32 matrices in the heap. Pointers are in bytes.

import { Float32Pointer } from './pointer';
import { SIZE } from './vector';

/** y ← softmax(x), for rows of `features` elements. x and y may be the same. */
export function softmaxRows(rows: usize, features: usize, x: Float32Pointer, y: Float32Pointer): void {
  for (let r: usize = 0; r < rows; r++) {
    const from = x + r * features * SIZE;
    const to = y + r * features * SIZE;
    let largest = load<f32>(from);
    for (let k: usize = 1; k < features; k++) largest = max(largest, load<f32>(from + k * SIZE));
    let sum: f32 = 0;
    for (let k: usize = 0; k < features; k++) {
      const e = Mathf.exp(load<f32>(from + k * SIZE) - largest);
      store<f32>(to + k * SIZE, e);
      sum += e;
    }
    for (let k: usize = 0; k < features; k++) store<f32>(to + k * SIZE, load<f32>(to + k * SIZE) / sum);
  }
}

/** dz ← y·(dy − Σ y·dy), the gradient of softmax from its output. dy and dz may be the same. */
export function softmaxRowsGradient(
  rows: usize,
  features: usize,
  y: Float32Pointer,
  dy: Float32Pointer,
  dz: Float32Pointer,
): void {
  for (let r: usize = 0; r < rows; r++) {
    const offset = r * features * SIZE;
    let sum: f32 = 0;
    for (let k = offset; k < offset + features * SIZE; k += SIZE) sum += load<f32>(y + k) * load<f32>(dy + k);
    for (let k = offset; k < offset + features * SIZE; k += SIZE) {
      store<f32>(dz + k, load<f32>(y + k) * (load<f32>(dy + k) - sum));
    }
  }
}
