// AssemblyScript: operations on the columns of float32 matrices in the heap. Pointers are in bytes, everything else in
// elements. `indices` (int32) has the row of a table for each column.

import { copy } from './elementwise';
import { Float32Pointer, Int32Pointer } from './pointer';
import { tableRow } from './rows';
import { storeColumns } from './transpose';
import { inFours, SIZE } from './vector';

/** Adds to each column of `to`, [features, columns], the row of `table` that its index names. */
export function addTableRows(
  features: usize,
  columns: usize,
  table: Float32Pointer,
  indices: Int32Pointer,
  to: Float32Pointer,
): void {
  const bytes = features * SIZE;
  for (let column: usize = 0; column < columns; column += 4) {
    const last = columns - 1;
    addAsColumns(
      table + tableRow(indices, column) * bytes,
      table + tableRow(indices, min(column + 1, last)) * bytes,
      table + tableRow(indices, min(column + 2, last)) * bytes,
      table + tableRow(indices, min(column + 3, last)) * bytes,
      features,
      to + column * SIZE,
      columns,
      min(4, columns - column),
    );
  }
}

/** Copies `from`, [features, columns], into `to`, [features, width], from column `at` on. */
export function copyColumns(
  features: usize,
  columns: usize,
  from: Float32Pointer,
  to: Float32Pointer,
  width: usize,
  at: usize,
): void {
  for (let row: usize = 0; row < features; row++) {
    copy(columns, from + row * columns * SIZE, to + (row * width + at) * SIZE);
  }
}

/** to, [features, columns] ← the columns of `from`, [features, width], from column `at` on. */
export function sliceColumns(
  features: usize,
  columns: usize,
  from: Float32Pointer,
  width: usize,
  at: usize,
  to: Float32Pointer,
): void {
  for (let row: usize = 0; row < features; row++) {
    copy(columns, from + (row * width + at) * SIZE, to + row * columns * SIZE);
  }
}

/**
 * Grows `at` in place from [features, previous] to [features, columns]. The new columns are those rows of `rows`,
 * [columns, features], or zeros if that is 0.
 */
export function growColumns(
  features: usize,
  previous: usize,
  columns: usize,
  at: Float32Pointer,
  rows: Float32Pointer,
): void {
  // Last row first, because rows move towards the end.
  for (let row = features; row-- > 0;) {
    const to = at + row * columns * SIZE;
    memory.copy(to, at + row * previous * SIZE, previous * SIZE);
    for (let column = previous; column < columns; column++) {
      const value: f32 = rows == 0 ? 0 : load<f32>(rows + (column * features + row) * SIZE);
      store<f32>(to + column * SIZE, value);
    }
  }
}

/**
 * Shrinks `at` in place from [features, columns] to [features, kept]. The other columns become those rows of `rows`,
 * [columns, features], unless that is 0.
 */
export function shrinkColumns(
  features: usize,
  kept: usize,
  columns: usize,
  at: Float32Pointer,
  rows: Float32Pointer,
): void {
  for (let row: usize = 0; row < features; row++) {
    const from = at + row * columns * SIZE;
    if (rows != 0) {
      for (let column = kept; column < columns; column++) {
        store<f32>(rows + (column * features + row) * SIZE, load<f32>(from + column * SIZE));
      }
    }
    memory.copy(at + row * kept * SIZE, from, kept * SIZE);
  }
}

/** Grows `at` in place from [features, previous] to [features, columns]; the new columns are copies of column 0. */
export function broadcastNewColumns(
  features: usize,
  previous: usize,
  columns: usize,
  at: Float32Pointer,
): void {
  // Last row first, because rows move towards the end.
  for (let row = features; row-- > 0;) {
    const to = at + row * columns * SIZE;
    memory.copy(to, at + row * previous * SIZE, previous * SIZE);
    const first = load<f32>(to);
    for (let column = previous; column < columns; column++) store<f32>(to + column * SIZE, first);
  }
}

/**
 * The gradient of `broadcastNewColumns`: shrinks `at` in place from [features, columns] to [features, previous], and adds
 * the other columns to column 0.
 */
export function reduceNewColumns(features: usize, previous: usize, columns: usize, at: Float32Pointer): void {
  for (let row: usize = 0; row < features; row++) {
    const from = at + row * columns * SIZE;
    let first = load<f32>(from);
    for (let column = previous; column < columns; column++) first += load<f32>(from + column * SIZE);
    store<f32>(from, first);
    memory.copy(at + row * previous * SIZE, from, previous * SIZE);
  }
}

/** Adds the first `count` of four rows of `features` elements to as many adjacent columns of a matrix of `width` columns. */
function addAsColumns(
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
  features: usize,
  to: usize,
  width: usize,
  count: usize,
): void {
  const end = features * SIZE;
  const below = width * SIZE;
  let at = to;
  let k: usize = 0;
  if (count == 4) {
    for (; k < inFours(end); k += 4 * SIZE) {
      const a = v128.load(row0 + k);
      const b = v128.load(row1 + k);
      const c = v128.load(row2 + k);
      const d = v128.load(row3 + k);
      storeColumns(a, b, c, d, at, below, true);
      at += 4 * below;
    }
  }
  for (; k < end; k += SIZE) {
    addOne(at, row0 + k);
    if (count > 1) addOne(at + SIZE, row1 + k);
    if (count > 2) addOne(at + 2 * SIZE, row2 + k);
    if (count > 3) addOne(at + 3 * SIZE, row3 + k);
    at += below;
  }
}

function addOne(to: usize, from: usize): void {
  store<f32>(to, load<f32>(to) + load<f32>(from));
}
