// AssemblyScript: the optimizer's loops over float32 numbers in shared memory. Pointers count bytes, n counts numbers.

import { four, load4, SIZE, store4, stride } from './vector';

/** Adam's step: see `adamUpdate`, of which these are the numbers. */
export function adam(w: usize, m: usize, v: usize, g: usize, n: usize, stepSize: f32): void {
  const alpha = f32x4.splat(stepSize);
  const end = n * SIZE;
  let i: usize = 0;
  while (i < end) {
    const full = four(i, end);
    const gradient = load4(g + i, full);
    const first = nextFirstMoment(load4(m + i, full), gradient);
    const second = nextSecondMoment(load4(v + i, full), gradient);
    store4(m + i, first, full);
    store4(v + i, second, full);
    store4(w + i, f32x4.sub(load4(w + i, full), f32x4.mul(alpha, direction(first, second))), full);
    i += stride(full);
  }
}

/** The steps that a row without gradient missed: see `LazyAdam`, whose series begins with s0 … s3. */
export function adamMissed(
  w: usize,
  m: usize,
  v: usize,
  n: usize,
  s0: f32,
  s1: f32,
  s2: f32,
  s3: f32,
  fadeM: f32,
  fadeV: f32,
): void {
  const end = n * SIZE;
  let i: usize = 0;
  while (i < end) {
    const full = four(i, end);
    const first = load4(m + i, full);
    const second = load4(v + i, full);
    store4(w + i, f32x4.sub(load4(w + i, full), missed(first, second, s0, s1, s2, s3)), full);
    store4(m + i, f32x4.mul(first, f32x4.splat(fadeM)), full);
    store4(v + i, f32x4.mul(second, f32x4.splat(fadeV)), full);
    i += stride(full);
  }
}

/** to ← to + from */
export function add(to: usize, from: usize, n: usize): void {
  const end = n * SIZE;
  let i: usize = 0;
  while (i < end) {
    const full = four(i, end);
    store4(to + i, f32x4.add(load4(to + i, full), load4(from + i, full)), full);
    i += stride(full);
  }
}

/** to ← from */
export function copy(to: usize, from: usize, n: usize): void {
  memory.copy(to, from, n * SIZE);
}

function nextFirstMoment(m: v128, g: v128): v128 {
  return f32x4.add(m, f32x4.mul(f32x4.splat(0.1), f32x4.sub(g, m)));
}

function nextSecondMoment(v: v128, g: v128): v128 {
  return f32x4.add(v, f32x4.mul(f32x4.splat(0.001), f32x4.sub(f32x4.mul(g, g), v)));
}

function direction(m: v128, v: v128): v128 {
  return f32x4.div(m, f32x4.add(f32x4.sqrt(v), f32x4.splat(1e-7)));
}

function missed(m: v128, v: v128, s0: f32, s1: f32, s2: f32, s3: f32): v128 {
  const inverse = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.sqrt(v), f32x4.splat(1e-7)));
  const q = f32x4.mul(inverse, f32x4.splat(1e-7));
  let sum = f32x4.sub(f32x4.splat(s2), f32x4.mul(q, f32x4.splat(s3)));
  sum = f32x4.sub(f32x4.splat(s1), f32x4.mul(q, sum));
  sum = f32x4.sub(f32x4.splat(s0), f32x4.mul(q, sum));
  return f32x4.mul(f32x4.mul(m, inverse), sum);
}
