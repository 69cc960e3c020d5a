import { Float32Pointer } from '../pointer';
import { inFours, load4, SIZE, store4 } from '../vector';

/**
 * One step of Adam, as in `Adam.update` (src/optimizers/adam.ts).
 *
 * @param stepSize the learning rate with both bias corrections
 * @param newM 1 − β₁
 * @param newV 1 − β₂
 * @param decay the learning rate · the weight decay
 */
export function adam(
  w: Float32Pointer,
  m: Float32Pointer,
  v: Float32Pointer,
  g: Float32Pointer,
  n: usize,
  stepSize: f32,
  newM: f32,
  newV: f32,
  epsilon: f32,
  decay: f32,
): void {
  const fours = inFours(n * SIZE);
  adamRange<v128>(0, fours, w, m, v, g, stepSize, newM, newV, epsilon, decay);
  adamRange<f32>(fours, n * SIZE, w, m, v, g, stepSize, newM, newV, epsilon, decay);
}

function adamRange<T>(
  begin: usize,
  end: usize,
  w: usize,
  m: usize,
  v: usize,
  g: usize,
  stepSize: f32,
  newM: f32,
  newV: f32,
  epsilon: f32,
  decay: f32,
): void {
  const alpha = f32x4.splat(stepSize);
  for (let i = begin; i < end; i += sizeof<T>()) {
    const gradient = load4<T>(g + i);
    const first = blend(load4<T>(m + i), gradient, newM);
    const second = blend(load4<T>(v + i), f32x4.mul(gradient, gradient), newV);
    store4<T>(m + i, first);
    store4<T>(v + i, second);
    const direction = f32x4.div(first, f32x4.add(f32x4.sqrt(second), f32x4.splat(epsilon)));
    store4<T>(w + i, f32x4.sub(decayed(load4<T>(w + i), decay), f32x4.mul(alpha, direction)));
  }
}

/**
 * Applies the steps that a row without gradient missed: see `LazyAdam`, whose sums for n = 0 … 3 are s0 … s3.
 *
 * @param decayM β₁ᵏ for k missed steps
 * @param decayV β₂ᵏ
 * @param decay the fraction of w that the weight decay removes in these steps
 */
export function adamCatchUp(
  w: Float32Pointer,
  m: Float32Pointer,
  v: Float32Pointer,
  n: usize,
  s0: f32,
  s1: f32,
  s2: f32,
  s3: f32,
  decayM: f32,
  decayV: f32,
  epsilon: f32,
  decay: f32,
): void {
  const fours = inFours(n * SIZE);
  adamCatchUpRange<v128>(0, fours, w, m, v, s0, s1, s2, s3, decayM, decayV, epsilon, decay);
  adamCatchUpRange<f32>(fours, n * SIZE, w, m, v, s0, s1, s2, s3, decayM, decayV, epsilon, decay);
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
  epsilon: f32,
  decay: f32,
): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const first = load4<T>(m + i);
    const second = load4<T>(v + i);
    const movement = missed(first, second, s0, s1, s2, s3, epsilon);
    store4<T>(w + i, f32x4.sub(decayed(load4<T>(w + i), decay), movement));
    store4<T>(m + i, f32x4.mul(first, f32x4.splat(decayM)));
    store4<T>(v + i, f32x4.mul(second, f32x4.splat(decayV)));
  }
}

/** An exponential moving average's next value. */
function blend(average: v128, value: v128, share: f32): v128 {
  return f32x4.add(average, f32x4.mul(f32x4.splat(share), f32x4.sub(value, average)));
}

function decayed(w: v128, decay: f32): v128 {
  return f32x4.sub(w, f32x4.mul(w, f32x4.splat(decay)));
}

function missed(m: v128, v: v128, s0: f32, s1: f32, s2: f32, s3: f32, epsilon: f32): v128 {
  const inverse = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)));
  const q = f32x4.mul(inverse, f32x4.splat(epsilon));
  let sum = f32x4.sub(f32x4.splat(s2), f32x4.mul(q, f32x4.splat(s3)));
  sum = f32x4.sub(f32x4.splat(s1), f32x4.mul(q, sum));
  sum = f32x4.sub(f32x4.splat(s0), f32x4.mul(q, sum));
  return f32x4.mul(f32x4.mul(m, inverse), sum);
}
