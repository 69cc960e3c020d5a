// AssemblyScript: operations on the rows of float32 matrices in the heap. Pointers are in bytes, everything else in elements.
// `indices` (int32) has the row of a table for each row.

import { add, clear, copy, multiply, scale } from './elementwise';
import { Float32Pointer, Int32Pointer } from './pointer';
import { SIZE } from './vector';

/** Adds `row`, [columns], to every row of `to`, [rows, columns]. */
export function addToRows(rows: usize, columns: usize, row: Float32Pointer, to: Float32Pointer): void {
  for (let r: usize = 0; r < rows; r++) add(columns, row, to + r * columns * SIZE);
}

/** to, [rows, features] ← the rows of `table` that `indices` names. */
export function gatherRows(
  rows: usize,
  features: usize,
  table: Float32Pointer,
  indices: Int32Pointer,
  to: Float32Pointer,
): void {
  const bytes = features * SIZE;
  for (let r: usize = 0; r < rows; r++) copy(features, table + tableRow(indices, r) * bytes, to + r * bytes);
}

/** Adds to each row of `to`, [rows, features], the row of `table` that its index names. */
export function addGatheredRows(
  rows: usize,
  features: usize,
  table: Float32Pointer,
  indices: Int32Pointer,
  to: Float32Pointer,
): void {
  const bytes = features * SIZE;
  for (let r: usize = 0; r < rows; r++) add(features, table + tableRow(indices, r) * bytes, to + r * bytes);
}

/** Multiplies every row of `at`, [rows, features], by `row`, [features], elementwise. */
export function multiplyRows(rows: usize, features: usize, row: Float32Pointer, at: Float32Pointer): void {
  for (let r: usize = 0; r < rows; r++) {
    const to = at + r * features * SIZE;
    multiply(features, to, row, to);
  }
}

/** Multiplies each row of `at`, [rows, features], by its factor. */
export function scaleRows(rows: usize, features: usize, factors: Float32Pointer, at: Float32Pointer): void {
  for (let r: usize = 0; r < rows; r++) {
    const row = at + r * features * SIZE;
    scale(features, load<f32>(factors + r * SIZE), row, row);
  }
}

/** to, [columns] ← the sum of the rows of `from`, [rows, columns], added in order. */
export function sumRows(rows: usize, columns: usize, from: Float32Pointer, to: Float32Pointer): void {
  clear(columns, to);
  for (let r: usize = 0; r < rows; r++) add(columns, from + r * columns * SIZE, to);
}

/** Adds each row of `from`, [rows, columns], to the row of `table` that its index names, in order. */
export function scatterAdd(
  rows: usize,
  columns: usize,
  indices: Int32Pointer,
  from: Float32Pointer,
  table: Float32Pointer,
): void {
  for (let r: usize = 0; r < rows; r++) {
    add(columns, from + r * columns * SIZE, table + tableRow(indices, r) * columns * SIZE);
  }
}

export function tableRow(indices: usize, i: usize): usize {
  return usize(load<u32>(indices + i * SIZE));
}
