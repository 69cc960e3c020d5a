// AssemblyScript: dropout. A mask isn't stored but computed again in the backward pass: element k of a row is kept if a hash
// of the key, the row's number and k is at least `threshold`, which is rate·2³². Kept elements are multiplied by `scale`.

import { Float32Pointer, Int32Pointer } from './pointer';
import { inFours, SIZE } from './vector';

/** to, [rows, features] ← the rows of `table` that `indices` names, dropped out. `numbers` has each row's number (int32). */
export function dropoutRows(
  rows: usize,
  features: usize,
  table: Float32Pointer,
  indices: Int32Pointer,
  numbers: Int32Pointer,
  key: u32,
  threshold: u32,
  scale: f32,
  to: Float32Pointer,
): void {
  const bytes = features * SIZE;
  const fours = inFours(bytes);
  for (let r: usize = 0; r < rows; r++) {
    const from = table + <usize>load<i32>(indices + r * SIZE) * bytes;
    const at = to + r * bytes;
    const row = rowKey(key, load<u32>(numbers + r * SIZE));
    for (let k: usize = 0; k < fours; k += 16) {
      const element = i32x4.add(i32x4.splat(<i32>(k / SIZE)), i32x4(0, 1, 2, 3));
      v128.store(at + k, kept(v128.load(from + k), i32x4.splat(row), element, threshold, scale));
    }
    for (let k = fours; k < bytes; k += SIZE) {
      const element = i32x4.splat(<i32>(k / SIZE));
      const value = kept(v128.load32_splat(from + k), i32x4.splat(row), element, threshold, scale);
      v128.store_lane<f32>(at + k, value, 0);
    }
  }
}

/** Like `dropoutRows`, but keeps or drops each row as a whole. */
export function dropoutWholeRows(
  rows: usize,
  features: usize,
  table: Float32Pointer,
  indices: Int32Pointer,
  numbers: Int32Pointer,
  key: u32,
  threshold: u32,
  scale: f32,
  to: Float32Pointer,
): void {
  const bytes = features * SIZE;
  for (let r: usize = 0; r < rows; r++) {
    const from = table + <usize>load<i32>(indices + r * SIZE) * bytes;
    const at = to + r * bytes;
    const row = i32x4.splat(rowKey(key, load<u32>(numbers + r * SIZE)));
    for (let k: usize = 0; k < bytes; k += SIZE) {
      const value = kept(v128.load32_splat(from + k), row, i32x4.splat(0), threshold, scale);
      v128.store_lane<f32>(at + k, value, 0);
    }
  }
}

/** Drops out `at`, [features, columns], in place. `numbers` has each column's row number (int32). */
export function dropoutColumns(
  features: usize,
  columns: usize,
  numbers: Int32Pointer,
  key: u32,
  threshold: u32,
  scale: f32,
  at: Float32Pointer,
): void {
  const bytes = columns * SIZE;
  const fours = inFours(bytes);
  for (let c: usize = 0; c < fours; c += 16) {
    const rows = rowKeys(key, v128.load(numbers + c));
    for (let k: usize = 0; k < features; k++) {
      const to = at + k * bytes + c;
      v128.store(to, kept(v128.load(to), rows, i32x4.splat(<i32>k), threshold, scale));
    }
  }
  for (let c = fours; c < bytes; c += SIZE) {
    const row = i32x4.splat(rowKey(key, load<u32>(numbers + c)));
    for (let k: usize = 0; k < features; k++) {
      const to = at + k * bytes + c;
      const value = kept(v128.load32_splat(to), row, i32x4.splat(<i32>k), threshold, scale);
      v128.store_lane<f32>(to, value, 0);
    }
  }
}

function kept(value: v128, rows: v128, elements: v128, threshold: u32, scale: f32): v128 {
  const hash = hashed(i32x4.add(rows, i32x4.mul(elements, i32x4.splat(<i32>0x9e3779b1))));
  const mask = i32x4.ge_u(hash, i32x4.splat(<i32>threshold));
  return v128.and(mask, f32x4.mul(value, f32x4.splat(scale)));
}

function rowKey(key: u32, number: u32): i32 {
  return i32x4.extract_lane(rowKeys(key, i32x4.splat(<i32>number)), 0);
}

function rowKeys(key: u32, numbers: v128): v128 {
  return hashed(i32x4.add(i32x4.splat(<i32>key), i32x4.mul(numbers, i32x4.splat(<i32>0x85ebca77))));
}

/** MurmurHash3's finalizer (Appleby 2011). */
function hashed(value: v128): v128 {
  let h = v128.xor(value, i32x4.shr_u(value, 16));
  h = i32x4.mul(h, i32x4.splat(<i32>0x85ebca6b));
  h = v128.xor(h, i32x4.shr_u(h, 13));
  h = i32x4.mul(h, i32x4.splat(<i32>0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}
