// AssemblyScript: elementwise operations on float32 arrays in the heap. Pointers are in bytes, counts in elements.

import { Float32Pointer } from './pointer';
import { inFours, load4, SIZE, store4 } from './vector';

/** to ← a·b, elementwise. */
export function multiply(count: usize, a: Float32Pointer, b: Float32Pointer, to: Float32Pointer): void {
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
export function add(count: usize, from: Float32Pointer, to: Float32Pointer): void {
  const fours = inFours(count * SIZE);
  addRange<v128>(0, fours, from, to);
  addRange<f32>(fours, count * SIZE, from, to);
}

function addRange<T>(begin: usize, end: usize, from: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    store4<T>(to + k, f32x4.add(load4<T>(to + k), load4<T>(from + k)));
  }
}

/** to ← factor·from. */
export function scale(count: usize, factor: f32, from: Float32Pointer, to: Float32Pointer): void {
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
export function maximum(count: usize, from: Float32Pointer, to: Float32Pointer): void {
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
export function maximumGradient(
  count: usize,
  x: Float32Pointer,
  y: Float32Pointer,
  dy: Float32Pointer,
  to: Float32Pointer,
): void {
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
export function copy(count: usize, from: usize, to: usize): void {
  const fours = inFours(count * SIZE);
  copyRange<v128>(0, fours, from, to);
  copyRange<f32>(fours, count * SIZE, from, to);
}

function copyRange<T>(begin: usize, end: usize, from: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) store<T>(to + k, load<T>(from + k));
}

/** to ← 0. */
export function clear(count: usize, to: Float32Pointer): void {
  memory.fill(to, 0, count * SIZE);
}
