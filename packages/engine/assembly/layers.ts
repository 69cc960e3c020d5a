// AssemblyScript: everything that layers compute except large matrix products, on float32 matrices in the heap.
// Pointers are in bytes, everything else in elements. A cell is a column at one time step. `indices` (int32) has each
// cell's row of a table.

import { derivative, SIGMOID, TANH } from './activations';
import { addRange, inFours, load4, SIZE, store4 } from './vector';

export { activate, geluGradient } from './activations';
export { dropoutColumns, dropoutRows } from './dropout';
export { gruBackward, gruCell, gruResetBackward } from './gru';
export { normalizeRows, normalizeRowsGradient } from './normalization';
export { maxPool, maxPoolGradient } from './pooling';
export { softmaxRows, softmaxRowsGradient } from './softmax';

/** c ← f·previousC + i·g. `gates` is [4·units, columns] in the order i, f, g, o; `count` is units·columns. */
export function lstmCell(count: usize, gates: usize, previousC: usize, c: usize): void {
  const fours = inFours(count * SIZE);
  lstmCellRange<v128>(0, fours, count, gates, previousC, c);
  lstmCellRange<f32>(fours, count * SIZE, count, gates, previousC, c);
}

function lstmCellRange<T>(
  begin: usize,
  end: usize,
  count: usize,
  gates: usize,
  previousC: usize,
  c: usize,
): void {
  const next = count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const at = gates + k;
    const kept = f32x4.mul(load4<T>(at + next), load4<T>(previousC + k));
    const added = f32x4.mul(load4<T>(at), load4<T>(at + 2 * next));
    store4<T>(c + k, f32x4.add(kept, added));
  }
}

/**
 * The backward pass of an LSTM time step. dz ← the gradient of the gates' pre-activations; dc, the gradient of c, is
 * replaced by that of previousC. `gates` is as in `lstmCell` (activated), `activatedC` is activation(c), and dh is the
 * gradient of h = o·activatedC.
 */
export function lstmBackward(
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: usize,
  previousC: usize,
  activatedC: usize,
  dh: usize,
  dc: usize,
  dz: usize,
): void {
  // Keras's defaults have a loop of their own, which needs no branches for the derivatives.
  if (recurrentActivation == SIGMOID && activation == TANH) {
    lstmBackwardLoop(SIGMOID, TANH, count, gates, previousC, activatedC, dh, dc, dz);
  } else {
    lstmBackwardLoop(recurrentActivation, activation, count, gates, previousC, activatedC, dh, dc, dz);
  }
}

function lstmBackwardLoop(
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: usize,
  previousC: usize,
  activatedC: usize,
  dh: usize,
  dc: usize,
  dz: usize,
): void {
  const fours = inFours(count * SIZE);
  lstmBackwardRange<v128>(
    0,
    fours,
    recurrentActivation,
    activation,
    count,
    gates,
    previousC,
    activatedC,
    dh,
    dc,
    dz,
  );
  lstmBackwardRange<f32>(
    fours,
    count * SIZE,
    recurrentActivation,
    activation,
    count,
    gates,
    previousC,
    activatedC,
    dh,
    dc,
    dz,
  );
}

function lstmBackwardRange<T>(
  begin: usize,
  end: usize,
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: usize,
  previousC: usize,
  activatedC: usize,
  dh: usize,
  dc: usize,
  dz: usize,
): void {
  const next = count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const at = gates + k;
    const i = load4<T>(at);
    const f = load4<T>(at + next);
    const g = load4<T>(at + 2 * next);
    const o = load4<T>(at + 3 * next);
    const s = load4<T>(activatedC + k);
    const dH = load4<T>(dh + k);
    const through = f32x4.mul(f32x4.mul(dH, o), derivative(activation, s));
    const dC = f32x4.add(load4<T>(dc + k), through);
    const dF = f32x4.mul(dC, load4<T>(previousC + k));
    const to = dz + k;
    store4<T>(to, f32x4.mul(f32x4.mul(dC, g), derivative(recurrentActivation, i)));
    store4<T>(to + next, f32x4.mul(dF, derivative(recurrentActivation, f)));
    store4<T>(to + 2 * next, f32x4.mul(f32x4.mul(dC, i), derivative(activation, g)));
    store4<T>(to + 3 * next, f32x4.mul(f32x4.mul(dH, s), derivative(recurrentActivation, o)));
    store4<T>(dc + k, f32x4.mul(dC, f));
  }
}

/** dz ← dy·activation′, with the derivative computed from the activation's output y. */
export function activationGradient(activation: i32, count: usize, y: usize, dy: usize, dz: usize): void {
  const fours = inFours(count * SIZE);
  activationGradientRange<v128>(0, fours, activation, y, dy, dz);
  activationGradientRange<f32>(fours, count * SIZE, activation, y, dy, dz);
}

function activationGradientRange<T>(
  begin: usize,
  end: usize,
  activation: i32,
  y: usize,
  dy: usize,
  dz: usize,
): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    store4<T>(dz + k, f32x4.mul(load4<T>(dy + k), derivative(activation, load4<T>(y + k))));
  }
}

/** to ← a·b, elementwise. */
export function multiply(count: usize, a: usize, b: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  multiplyRange<v128>(0, fours, a, b, to);
  multiplyRange<f32>(fours, count * SIZE, a, b, to);
}

function multiplyRange<T>(begin: usize, end: usize, a: usize, b: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    store4<T>(to + k, f32x4.mul(load4<T>(a + k), load4<T>(b + k)));
  }
}

/** to ← to + from. */
export function add(count: usize, from: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  addRange<v128>(0, fours, from, to);
  addRange<f32>(fours, count * SIZE, from, to);
}

/** to ← factor·from. */
export function scale(count: usize, factor: f32, from: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  scaleRange<v128>(0, fours, factor, from, to);
  scaleRange<f32>(fours, count * SIZE, factor, from, to);
}

function scaleRange<T>(begin: usize, end: usize, factor: f32, from: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    store4<T>(to + k, f32x4.mul(load4<T>(from + k), f32x4.splat(factor)));
  }
}

/** to ← max(from, to), elementwise. NaN wins. */
export function maximum(count: usize, from: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  maximumRange<v128>(0, fours, from, to);
  maximumRange<f32>(fours, count * SIZE, from, to);
}

function maximumRange<T>(begin: usize, end: usize, from: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    store4<T>(to + k, f32x4.max(load4<T>(from + k), load4<T>(to + k)));
  }
}

/**
 * to ← dy for each element whose x is the maximum y, else 0. Takes the gradient from dy, so that of several equal elements
 * only the first gets it.
 */
export function maximumGradient(count: usize, x: usize, y: usize, dy: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  maximumGradientRange<v128>(0, fours, x, y, dy, to);
  maximumGradientRange<f32>(fours, count * SIZE, x, y, dy, to);
}

function maximumGradientRange<T>(begin: usize, end: usize, x: usize, y: usize, dy: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    const largest = f32x4.eq(load4<T>(x + k), load4<T>(y + k));
    const gradient = load4<T>(dy + k);
    store4<T>(to + k, v128.and(gradient, largest));
    store4<T>(dy + k, v128.andnot(gradient, largest));
  }
}

/** to ← from. Faster than memory.copy for a few elements, because that calls out of the module. */
function copy(count: usize, from: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  copyRange<v128>(0, fours, from, to);
  copyRange<f32>(fours, count * SIZE, from, to);
}

function copyRange<T>(begin: usize, end: usize, from: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) store<T>(to + k, load<T>(from + k));
}

/** to ← 0. */
export function clear(count: usize, to: usize): void {
  memory.fill(to, 0, count * SIZE);
}

/** Adds `row`, [columns], to every row of `to`, [rows, columns]. */
export function addToRows(rows: usize, columns: usize, row: usize, to: usize): void {
  for (let r: usize = 0; r < rows; r++) add(columns, row, to + r * columns * SIZE);
}

/** to, [rows, features] ← the rows of `table` that `indices` names. */
export function gatherRows(rows: usize, features: usize, table: usize, indices: usize, to: usize): void {
  const bytes = features * SIZE;
  for (let r: usize = 0; r < rows; r++) copy(features, table + tableRow(indices, r) * bytes, to + r * bytes);
}

/** Adds to each row of `to`, [rows, features], the row of `table` that its index names. */
export function addGatheredRows(rows: usize, features: usize, table: usize, indices: usize, to: usize): void {
  const bytes = features * SIZE;
  for (let r: usize = 0; r < rows; r++) add(features, table + tableRow(indices, r) * bytes, to + r * bytes);
}

/** Multiplies every row of `at`, [rows, features], by `row`, [features], elementwise. */
export function multiplyRows(rows: usize, features: usize, row: usize, at: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const to = at + r * features * SIZE;
    multiply(features, to, row, to);
  }
}

/** Multiplies each row of `at`, [rows, features], by its factor. */
export function scaleRows(rows: usize, features: usize, factors: usize, at: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const row = at + r * features * SIZE;
    scale(features, load<f32>(factors + r * SIZE), row, row);
  }
}

/** to, [columns] ← the sum of the rows of `from`, [rows, columns], added in order. */
export function sumRows(rows: usize, columns: usize, from: usize, to: usize): void {
  clear(columns, to);
  for (let r: usize = 0; r < rows; r++) add(columns, from + r * columns * SIZE, to);
}

/** Adds each row of `from`, [rows, columns], to the row of `table` that its index names, in order. */
export function scatterAdd(rows: usize, columns: usize, indices: usize, from: usize, table: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    add(columns, from + r * columns * SIZE, table + tableRow(indices, r) * columns * SIZE);
  }
}

/** Adds to each column of `to`, [features, columns], the row of `table` that its index names. */
export function addTableRows(features: usize, columns: usize, table: usize, indices: usize, to: usize): void {
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

/** Rows that are transposed together: 16 floats fill a CPU cache line. */
const BLOCK: usize = 16;

/** to, [columns, rows] ← from, [rows, columns], transposed. */
export function transpose(rows: usize, columns: usize, from: usize, to: usize): void {
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

/** Copies `from`, [features, columns], into `to`, [features, width], from column `at` on. */
export function copyColumns(
  features: usize,
  columns: usize,
  from: usize,
  to: usize,
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
  from: usize,
  width: usize,
  at: usize,
  to: usize,
): void {
  for (let row: usize = 0; row < features; row++) {
    copy(columns, from + (row * width + at) * SIZE, to + row * columns * SIZE);
  }
}

/**
 * Grows `at` in place from [features, previous] to [features, columns]. The new columns are those rows of `rows`,
 * [columns, features], or zeros if that is 0.
 */
export function growColumns(features: usize, previous: usize, columns: usize, at: usize, rows: usize): void {
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
export function shrinkColumns(features: usize, kept: usize, columns: usize, at: usize, rows: usize): void {
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
export function broadcastNewColumns(features: usize, previous: usize, columns: usize, at: usize): void {
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
export function reduceNewColumns(features: usize, previous: usize, columns: usize, at: usize): void {
  for (let row: usize = 0; row < features; row++) {
    const from = at + row * columns * SIZE;
    let first = load<f32>(from);
    for (let column = previous; column < columns; column++) first += load<f32>(from + column * SIZE);
    store<f32>(from, first);
    memory.copy(at + row * previous * SIZE, from, previous * SIZE);
  }
}

/**
 * c, [m, n] ← a·b, for products too small for ONNX Runtime. Takes the bytes from row to row (`aRow`) and from column to
 * column (`aColumn`), so that either factor can be transposed.
 */
export function gemmSmall(
  m: usize,
  k: usize,
  n: usize,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
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
export function gemv(m: usize, k: usize, a: usize, x: usize, y: usize): void {
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

/** Stores four rows of four elements as columns at `to`, or adds them; `below` is the bytes to the next row. */
function storeColumns(a: v128, b: v128, c: v128, d: v128, to: usize, below: usize, accumulate: bool): void {
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

function addOne(to: usize, from: usize): void {
  store<f32>(to, load<f32>(to) + load<f32>(from));
}

function tableRow(indices: usize, i: usize): usize {
  return usize(load<u32>(indices + i * SIZE));
}
