// AssemblyScript: the transpose of a float32 matrix in the heap. Pointers are in bytes.

import { Float32Pointer } from './pointer';
import { SIZE } from './vector';

/** Rows that are transposed together: 16 floats fill a CPU cache line. */
const BLOCK: usize = 16;

/** to, [columns, rows] ← from, [rows, columns], transposed. */
export function transpose(rows: usize, columns: usize, from: Float32Pointer, to: Float32Pointer): void {
  if (rows < 4 || columns < 4) {
    for (let row: usize = 0; row < rows; row++) {
      for (let column: usize = 0; column < columns; column++) {
        store<f32>(to + (column * rows + row) * SIZE, load<f32>(from + (row * columns + column) * SIZE));
      }
    }
    return;
  }
  for (let block: usize = 0; block < rows; block += BLOCK) {
    const end = min(block + BLOCK, rows);
    for (let column: usize = 0; column < columns; column += 4) {
      for (let row = block; row < end; row += 4) {
        // At the edges, blocks overlap the previous ones, and transpose some elements twice.
        transposeFour(min(row, rows - 4), min(column, columns - 4), rows, columns, from, to);
      }
    }
  }
}

/** Transposes a block of 4 × 4. */
function transposeFour(row: usize, column: usize, rows: usize, columns: usize, from: usize, to: usize): void {
  const right = columns * SIZE;
  const at = from + row * right + column * SIZE;
  const a = v128.load(at);
  const b = v128.load(at + right);
  const c = v128.load(at + 2 * right);
  const d = v128.load(at + 3 * right);
  storeColumns(a, b, c, d, to + (column * rows + row) * SIZE, rows * SIZE, false);
}

/** Stores four rows of four elements as columns at `to`, or adds them; `below` is the bytes to the next row. */
export function storeColumns(
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  to: usize,
  below: usize,
  accumulate: bool,
): void {
  const upper01 = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const lower01 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const upper23 = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const lower23 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  storeRow(i64x2.shuffle(upper01, upper23, 0, 2), to, accumulate);
  storeRow(i64x2.shuffle(upper01, upper23, 1, 3), to + below, accumulate);
  storeRow(i64x2.shuffle(lower01, lower23, 0, 2), to + 2 * below, accumulate);
  storeRow(i64x2.shuffle(lower01, lower23, 1, 3), to + 3 * below, accumulate);
}

function storeRow(row: v128, to: usize, accumulate: bool): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), row) : row);
}
