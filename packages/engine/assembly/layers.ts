// AssemblyScript: what a layer does besides its large products, on float32 matrices in one thread's own memory.
// Pointers count bytes, all else numbers. Cells are the pairs of a time step and a column; `ids` (int32) names for
// each of a row of cells the row of a table.

import { derivative } from './activations';
import { four, load4, SIZE, store4, stride } from './vector';

export { activate } from './activations';

/** c ← f·cBefore + i·g, from `gates`, [4·units, columns] in the order i, f, c, o; `count` is units·columns. */
export function lstmCell(count: usize, gates: usize, cBefore: usize, c: usize): void {
  const bytes = count * SIZE;
  let k: usize = 0;
  while (k < bytes) {
    const full = four(k, bytes);
    const kept = f32x4.mul(load4(gates + bytes + k, full), load4(cBefore + k, full));
    const added = f32x4.mul(load4(gates + k, full), load4(gates + 2 * bytes + k, full));
    store4(c + k, f32x4.add(kept, added), full);
    k += stride(full);
  }
}

/**
 * `dz` ← the gradient of what was activated to `gates`, which are as in `lstmCell`; `dc`, the gradient of c, becomes that
 * of cBefore. `squashed` is activation(c), `dh` the gradient of h = o·squashed.
 */
export function lstmBackward(
  count: usize,
  gates: usize,
  cBefore: usize,
  squashed: usize,
  dh: usize,
  dc: usize,
  dz: usize,
  gate: i32,
  squash: i32,
): void {
  const bytes = count * SIZE;
  let k: usize = 0;
  while (k < bytes) {
    const full = four(k, bytes);
    const at = gates + k;
    const i = load4(at, full);
    const f = load4(at + bytes, full);
    const g = load4(at + 2 * bytes, full);
    const o = load4(at + 3 * bytes, full);
    const s = load4(squashed + k, full);
    const dH = load4(dh + k, full);
    const through = f32x4.mul(f32x4.mul(dH, o), derivative(squash, s));
    const dC = f32x4.add(load4(dc + k, full), through);
    const dF = f32x4.mul(dC, load4(cBefore + k, full));
    const to = dz + k;
    store4(to, f32x4.mul(f32x4.mul(dC, g), derivative(gate, i)), full);
    store4(to + bytes, f32x4.mul(dF, derivative(gate, f)), full);
    store4(to + 2 * bytes, f32x4.mul(f32x4.mul(dC, i), derivative(squash, g)), full);
    store4(to + 3 * bytes, f32x4.mul(f32x4.mul(dH, s), derivative(gate, o)), full);
    store4(dc + k, f32x4.mul(dC, f), full);
    k += stride(full);
  }
}

/** dz ← dy·activation′, from the activation's output y. */
export function activationGradient(activation: i32, count: usize, y: usize, dy: usize, dz: usize): void {
  const end = count * SIZE;
  let k: usize = 0;
  while (k < end) {
    const full = four(k, end);
    store4(dz + k, f32x4.mul(load4(dy + k, full), derivative(activation, load4(y + k, full))), full);
    k += stride(full);
  }
}

/** to ← a·b, number by number */
export function multiply(count: usize, a: usize, b: usize, to: usize): void {
  const end = count * SIZE;
  let k: usize = 0;
  while (k < end) {
    const full = four(k, end);
    store4(to + k, f32x4.mul(load4(a + k, full), load4(b + k, full)), full);
    k += stride(full);
  }
}

/** to ← to + from */
function add(count: usize, from: usize, to: usize): void {
  const end = count * SIZE;
  let k: usize = 0;
  while (k < end) {
    const full = four(k, end);
    store4(to + k, f32x4.add(load4(to + k, full), load4(from + k, full)), full);
    k += stride(full);
  }
}

export function clear(count: usize, to: usize): void {
  memory.fill(to, 0, count * SIZE);
}

/** Each row of `to`, [rows, columns] ← itself + `row`. */
export function addToRows(rows: usize, columns: usize, row: usize, to: usize): void {
  for (let r: usize = 0; r < rows; r++) add(columns, row, to + r * columns * SIZE);
}

/** to, [columns] ← the sum of the rows of `from`, in their order */
export function sumRows(rows: usize, columns: usize, from: usize, to: usize): void {
  clear(columns, to);
  for (let r: usize = 0; r < rows; r++) add(columns, from + r * columns * SIZE, to);
}

/** The rows of `table` that `ids` name ← themselves + the rows of `from`, [rows, columns], in their order. */
export function scatterAdd(rows: usize, columns: usize, ids: usize, from: usize, table: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    add(columns, from + r * columns * SIZE, table + tableRow(ids, r) * columns * SIZE);
  }
}

/** Each column of `to`, [features, columns] ← itself + the row of `table` that its id names. */
export function addTableRows(features: usize, columns: usize, table: usize, ids: usize, to: usize): void {
  const bytes = features * SIZE;
  for (let column: usize = 0; column < columns; column += 4) {
    const last = columns - 1;
    addAsColumns(
      table + tableRow(ids, column) * bytes,
      table + tableRow(ids, min(column + 1, last)) * bytes,
      table + tableRow(ids, min(column + 2, last)) * bytes,
      table + tableRow(ids, min(column + 3, last)) * bytes,
      features,
      to + column * SIZE,
      columns,
      min(4, columns - column),
    );
  }
}

/** to, [columns, rows] ← from, [rows, columns], transposed */
export function transpose(rows: usize, columns: usize, from: usize, to: usize): void {
  const bytes = columns * SIZE;
  clear(rows * columns, to);
  for (let row: usize = 0; row < rows; row += 4) {
    const last = rows - 1;
    addAsColumns(
      from + row * bytes,
      from + min(row + 1, last) * bytes,
      from + min(row + 2, last) * bytes,
      from + min(row + 3, last) * bytes,
      columns,
      to + row * SIZE,
      rows,
      min(4, rows - row),
    );
  }
}

/** to, [features, width], at column `at` ← from, [features, columns] */
export function place(
  features: usize,
  columns: usize,
  from: usize,
  to: usize,
  width: usize,
  at: usize,
): void {
  for (let row: usize = 0; row < features; row++) {
    memory.copy(to + (row * width + at) * SIZE, from + row * columns * SIZE, columns * SIZE);
  }
}

/** at, [features, before], becomes [features, columns] with copies of its column 0 behind the others. */
export function widen(features: usize, before: usize, columns: usize, at: usize): void {
  // From the last row on, as each moves towards the end.
  for (let row = features; row-- > 0;) {
    const to = at + row * columns * SIZE;
    memory.copy(to, at + row * before * SIZE, before * SIZE);
    const first = load<f32>(to);
    for (let column = before; column < columns; column++) store<f32>(to + column * SIZE, first);
  }
}

/** The gradient of `widen`: at, [features, columns], becomes [features, before], what is behind added to column 0. */
export function narrow(features: usize, before: usize, columns: usize, at: usize): void {
  for (let row: usize = 0; row < features; row++) {
    const from = at + row * columns * SIZE;
    let first = load<f32>(from);
    for (let column = before; column < columns; column++) first += load<f32>(from + column * SIZE);
    store<f32>(from, first);
    memory.copy(at + row * before * SIZE, from, before * SIZE);
  }
}

/**
 * c, [m, n] ← a·b, for products too small for ONNX Runtime. Of a and b it takes the number of bytes from one row, and
 * from one column, to the next, so that either may stand transposed.
 */
export function smallProduct(
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
  const end = bColumn == SIZE ? n * SIZE : 0;
  for (let i: usize = 0; i < m; i++) {
    const row = c + i * n * SIZE;
    for (let l: usize = 0; l < k; l++) {
      const factor = load<f32>(a + i * aRow + l * aColumn);
      const factors = f32x4.splat(factor);
      const other = b + l * bRow;
      let j: usize = 0;
      for (; four(j, end); j += 4 * SIZE) {
        v128.store(row + j, f32x4.add(v128.load(row + j), f32x4.mul(factors, v128.load(other + j))));
      }
      for (let column = j / SIZE; column < n; column++) {
        const at = row + column * SIZE;
        store<f32>(at, load<f32>(at) + factor * load<f32>(other + column * bColumn));
      }
    }
  }
}

/** y, [m] ← a·x, for a, [m, k]: reads the matrix once, which is all there is to do. */
export function vectorProduct(m: usize, k: usize, a: usize, x: usize, y: usize): void {
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

/** Four rows of `features` numbers, or the first `count` of them, are added to as many columns of a matrix. */
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
    for (; four(k, end); k += 4 * SIZE) {
      const a = v128.load(row0 + k);
      const b = v128.load(row1 + k);
      const c = v128.load(row2 + k);
      const d = v128.load(row3 + k);
      const upper01 = i32x4.shuffle(a, b, 0, 4, 1, 5);
      const lower01 = i32x4.shuffle(a, b, 2, 6, 3, 7);
      const upper23 = i32x4.shuffle(c, d, 0, 4, 1, 5);
      const lower23 = i32x4.shuffle(c, d, 2, 6, 3, 7);
      addTo(at, i64x2.shuffle(upper01, upper23, 0, 2));
      addTo(at + below, i64x2.shuffle(upper01, upper23, 1, 3));
      addTo(at + 2 * below, i64x2.shuffle(lower01, lower23, 0, 2));
      addTo(at + 3 * below, i64x2.shuffle(lower01, lower23, 1, 3));
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

function addTo(to: usize, value: v128): void {
  v128.store(to, f32x4.add(v128.load(to), value));
}

function addOne(to: usize, from: usize): void {
  store<f32>(to, load<f32>(to) + load<f32>(from));
}

function tableRow(ids: usize, i: usize): usize {
  return usize(load<u32>(ids + i * SIZE));
}
