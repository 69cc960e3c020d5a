// AssemblyScript: the optimizers' loops over float32 arrays in shared memory. Pointers are in bytes, n in elements.

import { Float32Pointer } from './pointer';
import { inFours, load4, SIZE, store4 } from './vector';

export { add } from './elementwise';
export * from './optimizers/adagrad';
export * from './optimizers/adam';
export * from './optimizers/rmsprop';
export * from './optimizers/sgd';

/** to ← from. */
export function copy(n: usize, from: Float32Pointer, to: Float32Pointer): void {
  memory.copy(to, from, n * SIZE);
}

/** to ← factor · to. */
export function scale(n: usize, factor: f32, to: Float32Pointer): void {
  const fours = inFours(n * SIZE);
  scaleRange<v128>(0, fours, factor, to);
  scaleRange<f32>(fours, n * SIZE, factor, to);
}

function scaleRange<T>(begin: usize, end: usize, factor: f32, to: usize): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    store4<T>(to + i, f32x4.mul(load4<T>(to + i), f32x4.splat(factor)));
  }
}

/** y ← y + factor · x. */
export function axpy(n: usize, factor: f32, x: Float32Pointer, y: Float32Pointer): void {
  const fours = inFours(n * SIZE);
  axpyRange<v128>(0, fours, factor, x, y);
  axpyRange<f32>(fours, n * SIZE, factor, x, y);
}

function axpyRange<T>(begin: usize, end: usize, factor: f32, x: usize, y: usize): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    store4<T>(y + i, f32x4.add(load4<T>(y + i), f32x4.mul(load4<T>(x + i), f32x4.splat(factor))));
  }
}

/** Limits every element to −limit … limit. NaN stays NaN. */
export function clip(n: usize, limit: f32, to: Float32Pointer): void {
  const fours = inFours(n * SIZE);
  clipRange<v128>(0, fours, limit, to);
  clipRange<f32>(fours, n * SIZE, limit, to);
}

function clipRange<T>(begin: usize, end: usize, limit: f32, to: usize): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const low = f32x4.max(load4<T>(to + i), f32x4.splat(-limit));
    store4<T>(to + i, f32x4.min(low, f32x4.splat(limit)));
  }
}

/** The sum of the squares, in float64. */
export function sumOfSquares(n: usize, from: Float32Pointer): f64 {
  const fours = inFours(n * SIZE);
  let sums = f64x2.splat(0);
  for (let i: usize = 0; i < fours; i += sizeof<v128>()) {
    const values = v128.load(from + i);
    const low = f64x2.promote_low_f32x4(values);
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(values, values, 2, 3, 0, 1));
    sums = f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let i = fours; i < n * SIZE; i += SIZE) {
    const value = <f64>load<f32>(from + i);
    sum += value * value;
  }
  return sum;
}

/**
 * A momentum's missed steps without gradient: w ← w + shift · momentum, momentum ← decay · momentum, by the sum and the
 * last of its powers.
 */
export function coast(w: Float32Pointer, momentum: Float32Pointer, n: usize, shift: f32, decay: f32): void {
  const fours = inFours(n * SIZE);
  coastRange<v128>(0, fours, w, momentum, shift, decay);
  coastRange<f32>(fours, n * SIZE, w, momentum, shift, decay);
}

function coastRange<T>(begin: usize, end: usize, w: usize, momentum: usize, shift: f32, decay: f32): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const value = load4<T>(momentum + i);
    store4<T>(w + i, f32x4.add(load4<T>(w + i), f32x4.mul(f32x4.splat(shift), value)));
    store4<T>(momentum + i, f32x4.mul(value, f32x4.splat(decay)));
  }
}
