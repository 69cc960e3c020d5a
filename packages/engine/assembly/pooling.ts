// AssemblyScript: pooling over the time steps of each column, float32 matrices in the heap. Pointers are in bytes.

import { Float32Pointer, Int32Pointer } from './pointer';
import { SIZE } from './vector';

/**
 * One time step of a maximum: to, [columns, features] ← max(to, the rows of `table` that `indices` names). Columns from
 * `previous` on have their first time step. `winners`, like `to`, gets the table row of each maximum (int32).
 */
export function maxPool(
  previous: usize,
  columns: usize,
  features: usize,
  table: Float32Pointer,
  indices: Int32Pointer,
  to: Float32Pointer,
  winners: Int32Pointer,
): void {
  for (let c: usize = 0; c < columns; c++) {
    const row = load<i32>(indices + c * SIZE);
    const from = table + <usize>row * features * SIZE;
    const at = c * features * SIZE;
    for (let k: usize = 0; k < features * SIZE; k += SIZE) {
      const value = load<f32>(from + k);
      if (c >= previous || value > load<f32>(to + at + k)) {
        store<f32>(to + at + k, value);
        store<i32>(winners + at + k, row);
      }
    }
  }
}

/** Adds dy, [columns, features], to the rows of the table's gradient that had the maxima; −1 is none. */
export function maxPoolGradient(
  columns: usize,
  features: usize,
  dy: Float32Pointer,
  winners: Int32Pointer,
  gradient: Float32Pointer,
): void {
  for (let c: usize = 0; c < columns; c++) {
    for (let k: usize = 0; k < features; k++) {
      const at = (c * features + k) * SIZE;
      const row = load<i32>(winners + at);
      if (row < 0) continue;
      const to = gradient + (<usize>row * features + k) * SIZE;
      store<f32>(to, load<f32>(to) + load<f32>(dy + at));
    }
  }
}
