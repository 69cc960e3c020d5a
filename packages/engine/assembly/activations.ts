// Activations as Keras defines them, to about the last bit of float32, and their derivatives.

import { four, load4, SIZE, store4, stride } from './vector';

/** The numbers of `ACTIVATIONS` in src/onnx/activations.ts. */
const LINEAR = 0;
const TANH = 1;

/** y ← activation(x), of `count` numbers; x and y may be the same. */
export function activate(activation: i32, count: usize, x: usize, y: usize): void {
  if (activation == LINEAR) memory.copy(y, x, count * SIZE);
  else if (activation == TANH) tanh(count, x, y);
  else sigmoid(count, x, y);
}

/** From the activation's own output. */
export function derivative(activation: i32, y: v128): v128 {
  if (activation == LINEAR) return f32x4.splat(1);
  return f32x4.sub(activation == TANH ? f32x4.splat(1) : y, f32x4.mul(y, y));
}

// Below, e^x = 2ⁿ·eʳ with n the integer nearest to x/ln 2. Adding 1.5·2²³ to a number rounds it, and leaves the integer
// in the lowest bits, from where a shift makes it the exponent of 2ⁿ. Subtracting n·ln 2 in two parts loses no digit.
const LOG2_E: f32 = 1.44269504;
const ROUND: f32 = 12582912;
const LN2_COARSE: f32 = 0.693359375;
const LN2_FINE: f32 = -0.00021219444;

/** 1/(1+e⁻ˣ). NaN stays NaN, as it is the first argument of each comparison. */
function sigmoid(count: usize, x: usize, y: usize): void {
  // Where it stops, 2ⁿ and 2⁻ⁿ are still normal numbers.
  const limit = f32x4.splat(80);
  const lowest = f32x4.splat(-80);
  const log2e = f32x4.splat(-LOG2_E);
  const round = f32x4.splat(ROUND);
  const coarse = f32x4.splat(-LN2_COARSE);
  const fine = f32x4.splat(LN2_FINE);
  const one = f32x4.splat(1);
  const end = count * SIZE;
  let k: usize = 0;
  while (k < end) {
    const full = four(k, end);
    const v = f32x4.pmin(f32x4.pmax(load4(x + k, full), lowest), limit);
    const rounded = f32x4.add(f32x4.mul(v, log2e), round);
    const n = f32x4.sub(rounded, round);
    const r = f32x4.sub(f32x4.sub(f32x4.mul(n, coarse), v), f32x4.mul(n, fine));
    const power = i32x4.add(i32x4.shl(rounded, 23), one);
    const e = f32x4.add(power, f32x4.mul(power, expm1(r)));
    store4(y + k, f32x4.div(one, f32x4.add(one, e)), full);
    k += stride(full);
  }
}

/** (e²ˣ−1)/(e²ˣ+1), from e²ˣ−1 itself, so that it is exact near 0. NaN stays NaN. */
function tanh(count: usize, x: usize, y: usize): void {
  const limit = f32x4.splat(10);
  const lowest = f32x4.splat(-10);
  const log2e = f32x4.splat(2 * LOG2_E);
  const round = f32x4.splat(ROUND);
  const coarse = f32x4.splat(LN2_COARSE);
  const fine = f32x4.splat(LN2_FINE);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const end = count * SIZE;
  let k: usize = 0;
  while (k < end) {
    const full = four(k, end);
    const v = f32x4.pmin(f32x4.pmax(load4(x + k, full), lowest), limit);
    const rounded = f32x4.add(f32x4.mul(v, log2e), round);
    const n = f32x4.sub(rounded, round);
    const r = f32x4.sub(f32x4.sub(f32x4.add(v, v), f32x4.mul(n, coarse)), f32x4.mul(n, fine));
    const power = i32x4.add(i32x4.shl(rounded, 23), one);
    const e = f32x4.add(f32x4.sub(power, one), f32x4.mul(power, expm1(r)));
    store4(y + k, f32x4.div(e, f32x4.add(e, two)), full);
    k += stride(full);
  }
}

/** eʳ−1 for |r| ≤ ½·ln 2 by its Taylor series; what is left out is under 2e-8 of it. */
function expm1(r: v128): v128 {
  let sum = f32x4.splat(1.0 / 5040);
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 720));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 120));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 24));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 6));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.5));
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), sum));
}
