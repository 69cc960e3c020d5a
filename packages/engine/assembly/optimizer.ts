// AssemblyScript: the optimizer's loops over float32 arrays in shared memory. Pointers are in bytes, n in elements.

import { addRange, inFours, load4, SIZE, store4 } from './vector';

/** One step of Adam, as in `adamUpdate` (src/optimizers/adam.ts), with the same β₁, β₂ and ε. */
export function adam(w: usize, m: usize, v: usize, g: usize, n: usize, stepSize: f32): void {
  const fours = inFours(n * SIZE);
  adamRange<v128>(0, fours, w, m, v, g, stepSize);
  adamRange<f32>(fours, n * SIZE, w, m, v, g, stepSize);
}

function adamRange<T>(begin: usize, end: usize, w: usize, m: usize, v: usize, g: usize, stepSize: f32): void {
  const alpha = f32x4.splat(stepSize);
  for (let i = begin; i < end; i += sizeof<T>()) {
    const gradient = load4<T>(g + i);
    const first = nextFirstMoment(load4<T>(m + i), gradient);
    const second = nextSecondMoment(load4<T>(v + i), gradient);
    store4<T>(m + i, first);
    store4<T>(v + i, second);
    store4<T>(w + i, f32x4.sub(load4<T>(w + i), f32x4.mul(alpha, direction(first, second))));
  }
}

/**
 * Applies the steps that a row without gradient missed: see `LazyAdam`, whose sums for n = 0 … 3 are s0 … s3. decayM is
 * β₁ᵏ and decayV β₂ᵏ for k missed steps.
 */
export function adamCatchUp(
  w: usize,
  m: usize,
  v: usize,
  n: usize,
  s0: f32,
  s1: f32,
  s2: f32,
  s3: f32,
  decayM: f32,
  decayV: f32,
): void {
  const fours = inFours(n * SIZE);
  adamCatchUpRange<v128>(0, fours, w, m, v, s0, s1, s2, s3, decayM, decayV);
  adamCatchUpRange<f32>(fours, n * SIZE, w, m, v, s0, s1, s2, s3, decayM, decayV);
}

function adamCatchUpRange<T>(
  begin: usize,
  end: usize,
  w: usize,
  m: usize,
  v: usize,
  s0: f32,
  s1: f32,
  s2: f32,
  s3: f32,
  decayM: f32,
  decayV: f32,
): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const first = load4<T>(m + i);
    const second = load4<T>(v + i);
    store4<T>(w + i, f32x4.sub(load4<T>(w + i), missed(first, second, s0, s1, s2, s3)));
    store4<T>(m + i, f32x4.mul(first, f32x4.splat(decayM)));
    store4<T>(v + i, f32x4.mul(second, f32x4.splat(decayV)));
  }
}

/** to ← to + from. */
export function add(n: usize, from: usize, to: usize): void {
  const fours = inFours(n * SIZE);
  addRange<v128>(0, fours, from, to);
  addRange<f32>(fours, n * SIZE, from, to);
}

/** to ← from. */
export function copy(n: usize, from: usize, to: usize): void {
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
