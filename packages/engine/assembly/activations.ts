// AssemblyScript: Keras's activations, accurate to about the last bit of float32, and their derivatives.

import { Float32Pointer } from './pointer';
import { inFours, load4, SIZE, store4 } from './vector';

/** The codes of `ACTIVATIONS` in src/layers/activations.ts. */
const LINEAR = 0;
export const TANH = 1;
export const SIGMOID = 2;
const HARD_SIGMOID = 3;
const RELU = 4;
const ELU = 5;
const SOFTPLUS = 6;
// 7 is GELU.

/** y ← activation(x), for `count` elements. x and y may be the same. */
export function activate(activation: i32, count: usize, x: Float32Pointer, y: Float32Pointer): void {
  const bytes = count * SIZE;
  // Eight elements at a time: two independent chains of instructions keep the CPU's pipeline full.
  const eights = bytes & ~31;
  if (activation == LINEAR) {
    memory.copy(y, x, eights);
  } else if (activation == TANH) {
    for (let k: usize = 0; k < eights; k += 32) {
      const first = tanh(v128.load(x + k));
      const second = tanh(v128.load(x + k, 16));
      v128.store(y + k, first);
      v128.store(y + k, second, 16);
    }
  } else if (activation == SIGMOID) {
    for (let k: usize = 0; k < eights; k += 32) {
      const first = sigmoid(v128.load(x + k));
      const second = sigmoid(v128.load(x + k, 16));
      v128.store(y + k, first);
      v128.store(y + k, second, 16);
    }
  }
  const fours = inFours(bytes);
  let rest = eights;
  if (activation > SIGMOID) {
    for (let k: usize = 0; k < fours; k += 16) v128.store(y + k, activated(activation, v128.load(x + k)));
    rest = fours;
  }
  for (let k = rest; k < bytes; k += SIZE) store4<f32>(y + k, activated(activation, load4<f32>(x + k)));
}

/** activation(x). NaN stays NaN. */
function activated(activation: i32, x: v128): v128 {
  if (activation == LINEAR) return x;
  if (activation == TANH) return tanh(x);
  if (activation == SIGMOID) return sigmoid(x);
  if (activation == RELU) return f32x4.max(x, f32x4.splat(0));
  if (activation == HARD_SIGMOID) {
    const line = f32x4.add(f32x4.mul(x, f32x4.splat(0.2)), f32x4.splat(0.5));
    return f32x4.max(f32x4.min(line, f32x4.splat(1)), f32x4.splat(0));
  }
  if (activation == ELU) {
    return v128.bitselect(x, exponentialMinusOne(x), f32x4.gt(x, f32x4.splat(0)));
  }
  return activation == SOFTPLUS ? eachLane(x, softplus) : eachLane(x, gelu);
}

/** The activation's derivative, computed from its output y. Not for GELU. */
export function derivative(activation: i32, y: v128): v128 {
  if (activation == LINEAR) return f32x4.splat(1);
  if (activation <= SIGMOID) {
    return f32x4.sub(activation == TANH ? f32x4.splat(1) : y, f32x4.mul(y, y));
  }
  const positive = f32x4.gt(y, f32x4.splat(0));
  if (activation == RELU) return v128.and(f32x4.splat(1), positive);
  if (activation == HARD_SIGMOID) {
    return v128.and(f32x4.splat(0.2), v128.and(positive, f32x4.lt(y, f32x4.splat(1))));
  }
  if (activation == ELU) return v128.bitselect(f32x4.splat(1), f32x4.add(y, f32x4.splat(1)), positive);
  return f32x4.sub(f32x4.splat(0), exponentialMinusOne(f32x4.sub(f32x4.splat(0), y)));
}

/** dz ← dy·activation′, with the derivative computed from the activation's output y. */
export function activationGradient(
  activation: i32,
  count: usize,
  y: Float32Pointer,
  dy: Float32Pointer,
  dz: Float32Pointer,
): void {
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

/** dz ← dy·gelu′(x): GELU isn't monotonic, so that its derivative doesn't follow from its output. */
export function geluGradient(count: usize, x: Float32Pointer, dy: Float32Pointer, dz: Float32Pointer): void {
  for (let k: usize = 0; k < count * SIZE; k += SIZE) {
    const value = load<f32>(x + k);
    const density = Mathf.exp(-0.5 * value * value) * 0.3989422804014327;
    store<f32>(dz + k, load<f32>(dy + k) * (normal(value) + value * density));
  }
}

function eachLane(x: v128, activation: (x: f32) => f32): v128 {
  return f32x4(
    activation(f32x4.extract_lane(x, 0)),
    activation(f32x4.extract_lane(x, 1)),
    activation(f32x4.extract_lane(x, 2)),
    activation(f32x4.extract_lane(x, 3)),
  );
}

/** ln(1 + eˣ). */
function softplus(x: f32): f32 {
  return max<f32>(x, 0) + Mathf.log1p(Mathf.exp(-abs(x)));
}

/** x·Φ(x) (Hendrycks and Gimpel 2016), Keras's `gelu` without its approximation. */
function gelu(x: f32): f32 {
  return x * normal(x);
}

/** The normal distribution function, by the error function of Abramowitz and Stegun 7.1.26 (error at most 1.5e-7). */
function normal(x: f32): f32 {
  const z = abs(x) * 0.7071067811865476;
  const t: f32 = 1 / (1 + 0.3275911 * z);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail: f32 = 0.5 * polynomial * Mathf.exp(-z * z);
  return x > 0 ? 1 - tail : tail;
}

/** eˣ − 1, for x up to 80. */
function exponentialMinusOne(x: v128): v128 {
  const v = clamped(x);
  const rounded = roundedExponent(v);
  const power = powerOfTwo(rounded);
  return f32x4.add(f32x4.sub(power, constant(ONE)), f32x4.mul(power, polynomial(remainder(v, rounded))));
}

/** (e²ˣ−1)/(e²ˣ+1). Computes e²ˣ−1 directly, so that it is accurate near 0. */
function tanh(x: v128): v128 {
  const e = exponentialMinusOne(f32x4.add(x, x));
  return f32x4.div(e, f32x4.add(e, constant(TWO)));
}

/** eˣ/(1+eˣ) */
function sigmoid(x: v128): v128 {
  const v = clamped(x);
  const rounded = roundedExponent(v);
  const power = powerOfTwo(rounded);
  const e = f32x4.add(power, f32x4.mul(power, polynomial(remainder(v, rounded))));
  return f32x4.div(e, f32x4.add(e, constant(ONE)));
}

// Constants are in memory, because V8 would build each vector constant from two halves at every use.
const ONE = memory.data<f32>([1, 1, 1, 1], 16);
const TWO = memory.data<f32>([2, 2, 2, 2], 16);
const HIGHEST = memory.data<f32>([80, 80, 80, 80], 16);
const LOWEST = memory.data<f32>([-80, -80, -80, -80], 16);
const LOG2_E = memory.data<f32>([1.44269504, 1.44269504, 1.44269504, 1.44269504], 16);
const ROUND = memory.data<f32>([12582912, 12582912, 12582912, 12582912], 16);
const LN2_COARSE = memory.data<f32>([0.693359375, 0.693359375, 0.693359375, 0.693359375], 16);
const LN2_FINE = memory.data<f32>([-0.00021219444, -0.00021219444, -0.00021219444, -0.00021219444], 16);

// eˣ = 2ⁿ·eʳ, with n the integer nearest to x/ln 2. Adding 1.5·2²³ rounds a number and leaves the integer in its lowest
// bits; shifting those left makes them the exponent of 2ⁿ. Subtracting n·ln 2 in two parts loses no precision
// (Cody and Waite 1980).

/** Clamps x to where 2ⁿ and 2⁻ⁿ are normal numbers. NaN stays NaN, because it is each comparison's first argument. */
function clamped(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, constant(LOWEST)), constant(HIGHEST));
}

function roundedExponent(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, constant(LOG2_E)), constant(ROUND));
}

function powerOfTwo(rounded: v128): v128 {
  return i32x4.add(i32x4.shl(rounded, 23), constant(ONE));
}

function remainder(x: v128, rounded: v128): v128 {
  const n = f32x4.sub(rounded, constant(ROUND));
  return f32x4.sub(f32x4.sub(x, f32x4.mul(n, constant(LN2_COARSE))), f32x4.mul(n, constant(LN2_FINE)));
}

const C2 = memory.data<f32>([0.500000009518506, 0.500000009518506, 0.500000009518506, 0.500000009518506], 16);
const C3 = memory.data<f32>(
  [0.1666651883952016, 0.1666651883952016, 0.1666651883952016, 0.1666651883952016],
  16,
);
const C4 = memory.data<f32>(
  [0.04166620580290677, 0.04166620580290677, 0.04166620580290677, 0.04166620580290677],
  16,
);
const C5 = memory.data<f32>(
  [0.008368889367383114, 0.008368889367383114, 0.008368889367383114, 0.008368889367383114],
  16,
);
const C6 = memory.data<f32>(
  [0.001395049109319379, 0.001395049109319379, 0.001395049109319379, 0.001395049109319379],
  16,
);

/** eʳ−1 for |r| ≤ ½·ln 2: r + r²·(C2 + C3·r + …). Minimax coefficients; the error is at most 3e-9. */
function polynomial(r: v128): v128 {
  const square = f32x4.mul(r, r);
  const c23 = f32x4.add(constant(C2), f32x4.mul(r, constant(C3)));
  const c45 = f32x4.add(constant(C4), f32x4.mul(r, constant(C5)));
  const sum = f32x4.add(c23, f32x4.mul(square, f32x4.add(c45, f32x4.mul(square, constant(C6)))));
  return f32x4.add(r, f32x4.mul(square, sum));
}

function constant(pointer: usize): v128 {
  return v128.load(pointer);
}
