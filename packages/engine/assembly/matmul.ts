// AssemblyScript: matrix products, c ← a·b, of float32 matrices in shared memory. Pointers and strides are in bytes,
// everything else in elements. Built twice: with relaxed SIMD a multiply-add is one instruction.
//
// As in GotoBLAS (Goto and van de Geijn 2008), a panel of b is packed so that the innermost loop reads it sequentially
// from the L1 cache, and tiles of c are accumulated in registers. Tiles have 4 rows and 8 columns, because x86 has 16
// vector registers: with 6 rows V8 spilled, and took 2× the time.

import { Float32Pointer } from './pointer';
import { SIZE } from './vector';

/** Rows of b in a panel: with 8 columns, 8 kB. */
const DEPTH: usize = 256;
const WIDTH: usize = 8;
const TILE_ROWS: usize = 4;
/** Up to so many remaining columns are faster in pairs than in a partly empty panel. */
const MAX_PAIRED: usize = 6;

/** Elements of the scratch panel that `gemm` needs. */
export const PANEL_SIZE: i32 = i32(DEPTH * WIDTH);

/**
 * c, [m, n] ← a·b. a is [m, k], or [k, m] if `aTransposed`; b is [k, n], or [n, k] if `bTransposed`.
 *
 * @param panel scratch memory of `PANEL_SIZE` elements
 */
export function gemm(
  m: usize,
  k: usize,
  n: usize,
  a: Float32Pointer,
  aTransposed: bool,
  b: Float32Pointer,
  bTransposed: bool,
  c: Float32Pointer,
  panel: Float32Pointer,
): void {
  for (let p: usize = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p);
    const aAt = a + p * (aTransposed ? m : 1) * SIZE;
    const bAt = b + p * (bTransposed ? 1 : n) * SIZE;
    let used: usize = 0;
    for (let j: usize = 0; j < n; j += used) {
      const from = bAt + j * (bTransposed ? k : 1) * SIZE;
      const to = c + j * SIZE;
      const left = n - j;
      if (aTransposed || left > MAX_PAIRED) {
        used = min(WIDTH, left);
        if (bTransposed) packTransposed(used, depth, from, k * SIZE, panel);
        else pack(used, depth, from, n * SIZE, panel);
        if (aTransposed) transposedTiles(m, depth, aAt, panel, used, to, n * SIZE, p > 0);
        else tiles(m, depth, aAt, k * SIZE, panel, used, to, n * SIZE, p > 0);
      } else {
        used = min(2, left);
        if (bTransposed) packPair(used, depth, from, k * SIZE, SIZE, panel);
        else packPair(used, depth, from, SIZE, n * SIZE, panel);
        pairTiles(m, depth, aAt, k * SIZE, panel, used, to, n * SIZE, p > 0);
      }
    }
  }
}

/** panel, [depth, WIDTH] ← the next `used` columns of b; the rest is 0. */
function pack(used: usize, depth: usize, b: usize, bRow: usize, panel: usize): void {
  let from = b;
  const end = panel + depth * WIDTH * SIZE;
  for (let to = panel; to < end; to += WIDTH * SIZE) {
    if (used == WIDTH) {
      v128.store(to, flushed(v128.load(from)));
      v128.store(to, flushed(v128.load(from, 16)), 16);
    } else {
      v128.store(to, flushed(loadSome(min(used, 4), from)));
      v128.store(to, flushed(loadSome(used > 4 ? used - 4 : 0, from + 4 * SIZE)), 16);
    }
    from += bRow;
  }
}

/** `pack` for a transposed b, whose rows are the panel's columns. */
function packTransposed(used: usize, depth: usize, b: usize, bRow: usize, panel: usize): void {
  for (let j: usize = 0; j < WIDTH; j += 4) {
    // A missing column repeats the last one; its products aren't stored.
    const last = used - 1;
    const row0 = b + min(j, last) * bRow;
    const row1 = b + min(j + 1, last) * bRow;
    const row2 = b + min(j + 2, last) * bRow;
    const row3 = b + min(j + 3, last) * bRow;
    const below = WIDTH * SIZE;
    let to = panel + j * SIZE;
    let l: usize = 0;
    for (; l + 4 <= depth; l += 4) {
      const at = l * SIZE;
      const upper01 = i32x4.shuffle(v128.load(row0 + at), v128.load(row1 + at), 0, 4, 1, 5);
      const lower01 = i32x4.shuffle(v128.load(row0 + at), v128.load(row1 + at), 2, 6, 3, 7);
      const upper23 = i32x4.shuffle(v128.load(row2 + at), v128.load(row3 + at), 0, 4, 1, 5);
      const lower23 = i32x4.shuffle(v128.load(row2 + at), v128.load(row3 + at), 2, 6, 3, 7);
      v128.store(to, flushed(i64x2.shuffle(upper01, upper23, 0, 2)));
      v128.store(to + below, flushed(i64x2.shuffle(upper01, upper23, 1, 3)));
      v128.store(to + 2 * below, flushed(i64x2.shuffle(lower01, lower23, 0, 2)));
      v128.store(to + 3 * below, flushed(i64x2.shuffle(lower01, lower23, 1, 3)));
      to += 4 * below;
    }
    for (; l < depth; l++) {
      const at = l * SIZE;
      let values = v128.load32_zero(row0 + at);
      values = v128.load_lane<f32>(row1 + at, values, 1);
      values = v128.load_lane<f32>(row2 + at, values, 2);
      values = v128.load_lane<f32>(row3 + at, values, 3);
      v128.store(to, flushed(values));
      to += below;
    }
  }
}

/** panel ← two columns of b, or the same one twice, `DEPTH` elements apart. */
function packPair(used: usize, depth: usize, b: usize, bColumn: usize, bRow: usize, panel: usize): void {
  const second = b + (used - 1) * bColumn;
  for (let l: usize = 0; l < depth; l++) {
    const to = panel + l * SIZE;
    v128.store_lane<f32>(to, flushed(v128.load32_zero(b + l * bRow)), 0);
    v128.store_lane<f32>(to + DEPTH * SIZE, flushed(v128.load32_zero(second + l * bRow)), 0);
  }
}

/** 2⁻¹⁰⁰ */
const NEGLIGIBLE: f32 = 7.888609e-31;

/**
 * Replaces negligible numbers by 0. Gradients that vanish over many steps become subnormal, subnormal sums take 4× to
 * 100× the time, and WebAssembly can't set the CPU's flush-to-zero mode. With factors of usual size, no sum is subnormal
 * if b has no number this small. Adam's updates from such gradients are below 1e-26.
 */
function flushed(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(NEGLIGIBLE)));
}

/** Loads 0 to 4 elements; the other lanes are 0. */
function loadSome(count: usize, from: usize): v128 {
  if (count >= 4) return v128.load(from);
  if (count == 0) return f32x4.splat(0);
  let values = count == 1 ? v128.load32_zero(from) : v128.load64_zero(from);
  if (count == 3) values = v128.load_lane<f32>(from + 2 * SIZE, values, 2);
  return values;
}

/** All rows of c, for the columns of a panel. `accumulate`: adds to c instead of overwriting it. */
function tiles(
  m: usize,
  depth: usize,
  a: usize,
  aRow: usize,
  panel: usize,
  used: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  let i: usize = 0;
  for (; i + TILE_ROWS <= m; i += TILE_ROWS) {
    tile<u32>(depth, a + i * aRow, aRow, panel, used, c + i * cRow, cRow, accumulate);
  }
  for (; i < m; i++) tile<u8>(depth, a + i * aRow, aRow, panel, used, c + i * cRow, cRow, accumulate);
}

/** `tiles` for a transposed a, [k, m]. */
function transposedTiles(
  m: usize,
  depth: usize,
  a: usize,
  panel: usize,
  used: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  const step = m * SIZE;
  let i: usize = 0;
  for (; i + TILE_ROWS <= m; i += TILE_ROWS) {
    transposedTile<u32>(depth, a + i * SIZE, step, panel, used, c + i * cRow, cRow, accumulate);
  }
  for (; i < m; i++)
    transposedTile<u8>(depth, a + i * SIZE, step, panel, used, c + i * cRow, cRow, accumulate);
}

// A tile's type argument sets its number of rows at compile time: its size in bytes (u32: 4, u8: 1).

function tile<R>(
  depth: usize,
  a: usize,
  aRow: usize,
  panel: usize,
  used: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  let a0 = a;
  let a1 = a + aRow;
  let a2 = a + 2 * aRow;
  let a3 = a + 3 * aRow;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = panel + depth * WIDTH * SIZE;
  for (let p = panel; p < end; p += WIDTH * SIZE) {
    const b0 = v128.load(p);
    const b1 = v128.load(p, 16);
    const x0 = v128.load32_splat(a0);
    c00 = multiplyAdd(x0, b0, c00);
    c01 = multiplyAdd(x0, b1, c01);
    a0 += SIZE;
    if (sizeof<R>() == 4) {
      const x1 = v128.load32_splat(a1);
      c10 = multiplyAdd(x1, b0, c10);
      c11 = multiplyAdd(x1, b1, c11);
      const x2 = v128.load32_splat(a2);
      c20 = multiplyAdd(x2, b0, c20);
      c21 = multiplyAdd(x2, b1, c21);
      const x3 = v128.load32_splat(a3);
      c30 = multiplyAdd(x3, b0, c30);
      c31 = multiplyAdd(x3, b1, c31);
      a1 += SIZE;
      a2 += SIZE;
      a3 += SIZE;
    }
  }
  storeRow(used, c00, c01, c, accumulate);
  if (sizeof<R>() == 4) {
    storeRow(used, c10, c11, c + cRow, accumulate);
    storeRow(used, c20, c21, c + 2 * cRow, accumulate);
    storeRow(used, c30, c31, c + 3 * cRow, accumulate);
  }
}

/** The elements of a that are multiplied with one row of the panel are adjacent; the next row's are `step` bytes later. */
function transposedTile<R>(
  depth: usize,
  a: usize,
  step: usize,
  panel: usize,
  used: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  let at = a;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = panel + depth * WIDTH * SIZE;
  for (let p = panel; p < end; p += WIDTH * SIZE) {
    const b0 = v128.load(p);
    const b1 = v128.load(p, 16);
    const x0 = v128.load32_splat(at);
    c00 = multiplyAdd(x0, b0, c00);
    c01 = multiplyAdd(x0, b1, c01);
    if (sizeof<R>() == 4) {
      const x1 = v128.load32_splat(at, 4);
      c10 = multiplyAdd(x1, b0, c10);
      c11 = multiplyAdd(x1, b1, c11);
      const x2 = v128.load32_splat(at, 8);
      c20 = multiplyAdd(x2, b0, c20);
      c21 = multiplyAdd(x2, b1, c21);
      const x3 = v128.load32_splat(at, 12);
      c30 = multiplyAdd(x3, b0, c30);
      c31 = multiplyAdd(x3, b1, c31);
    }
    at += step;
  }
  storeRow(used, c00, c01, c, accumulate);
  if (sizeof<R>() == 4) {
    storeRow(used, c10, c11, c + cRow, accumulate);
    storeRow(used, c20, c21, c + 2 * cRow, accumulate);
    storeRow(used, c30, c31, c + 3 * cRow, accumulate);
  }
}

/** `tiles` for a pair of columns: vectors run along the rows of a, so that no lane is wasted on missing columns. */
function pairTiles(
  m: usize,
  depth: usize,
  a: usize,
  aRow: usize,
  panel: usize,
  used: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  let i: usize = 0;
  for (; i + TILE_ROWS <= m; i += TILE_ROWS) {
    pairTile<u32>(depth, a + i * aRow, aRow, panel, used, c + i * cRow, cRow, accumulate);
  }
  for (; i < m; i++) pairTile<u8>(depth, a + i * aRow, aRow, panel, used, c + i * cRow, cRow, accumulate);
}

function pairTile<R>(
  depth: usize,
  a: usize,
  aRow: usize,
  panel: usize,
  used: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  let a0 = a;
  let a1 = a + aRow;
  let a2 = a + 2 * aRow;
  let a3 = a + 3 * aRow;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let p = panel;
  const fours = panel + (depth & ~3) * SIZE;
  for (; p < fours; p += 4 * SIZE) {
    const b0 = v128.load(p);
    const b1 = v128.load(p + DEPTH * SIZE);
    const x0 = v128.load(a0);
    c00 = multiplyAdd(x0, b0, c00);
    c01 = multiplyAdd(x0, b1, c01);
    a0 += 4 * SIZE;
    if (sizeof<R>() == 4) {
      const x1 = v128.load(a1);
      c10 = multiplyAdd(x1, b0, c10);
      c11 = multiplyAdd(x1, b1, c11);
      const x2 = v128.load(a2);
      c20 = multiplyAdd(x2, b0, c20);
      c21 = multiplyAdd(x2, b1, c21);
      const x3 = v128.load(a3);
      c30 = multiplyAdd(x3, b0, c30);
      c31 = multiplyAdd(x3, b1, c31);
      a1 += 4 * SIZE;
      a2 += 4 * SIZE;
      a3 += 4 * SIZE;
    }
  }
  for (const end = panel + depth * SIZE; p < end; p += SIZE) {
    const b0 = v128.load32_zero(p);
    const b1 = v128.load32_zero(p + DEPTH * SIZE);
    const x0 = v128.load32_zero(a0);
    c00 = multiplyAdd(x0, b0, c00);
    c01 = multiplyAdd(x0, b1, c01);
    a0 += SIZE;
    if (sizeof<R>() == 4) {
      const x1 = v128.load32_zero(a1);
      c10 = multiplyAdd(x1, b0, c10);
      c11 = multiplyAdd(x1, b1, c11);
      const x2 = v128.load32_zero(a2);
      c20 = multiplyAdd(x2, b0, c20);
      c21 = multiplyAdd(x2, b1, c21);
      const x3 = v128.load32_zero(a3);
      c30 = multiplyAdd(x3, b0, c30);
      c31 = multiplyAdd(x3, b1, c31);
      a1 += SIZE;
      a2 += SIZE;
      a3 += SIZE;
    }
  }
  storeSums(used, c00, c01, c, accumulate);
  if (sizeof<R>() == 4) {
    storeSums(used, c10, c11, c + cRow, accumulate);
    storeSums(used, c20, c21, c + 2 * cRow, accumulate);
    storeSums(used, c30, c31, c + 3 * cRow, accumulate);
  }
}

function storeSums(used: usize, first: v128, second: v128, to: usize, accumulate: bool): void {
  storeNumber(sumOf(first), to, accumulate);
  if (used == 2) storeNumber(sumOf(second), to + SIZE, accumulate);
}

function sumOf(x: v128): f32 {
  const halves = f32x4.add(x, i64x2.shuffle(x, x, 1, 0));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

function storeNumber(value: f32, to: usize, accumulate: bool): void {
  store<f32>(to, accumulate ? load<f32>(to) + value : value);
}

/** Stores the first `used` of eight elements. */
function storeRow(used: usize, left: v128, right: v128, to: usize, accumulate: bool): void {
  if (used == WIDTH) {
    v128.store(to, accumulate ? f32x4.add(v128.load(to), left) : left);
    v128.store(to, accumulate ? f32x4.add(v128.load(to, 16), right) : right, 16);
  } else {
    storeSome(min(used, 4), left, to, accumulate);
    if (used > 4) storeSome(used - 4, right, to + 4 * SIZE, accumulate);
  }
}

function storeSome(count: usize, values: v128, to: usize, accumulate: bool): void {
  const sums = accumulate ? f32x4.add(loadSome(count, to), values) : values;
  if (count == 4) {
    v128.store(to, sums);
    return;
  }
  if (count > 1) v128.store_lane<u64>(to, sums, 0);
  if (count == 1) v128.store_lane<f32>(to, sums, 0);
  if (count == 3) v128.store_lane<f32>(to + 2 * SIZE, sums, 2);
}

function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(x, y, sum) : f32x4.add(sum, f32x4.mul(x, y));
}
