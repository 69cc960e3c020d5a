import { Float32Pointer } from '../pointer';
import { inFours, load4, SIZE, store4 } from '../vector';

/** w ← w − learningRate · g. */
export function sgd(w: Float32Pointer, g: Float32Pointer, n: usize, learningRate: f32): void {
  const fours = inFours(n * SIZE);
  sgdRange<v128>(0, fours, w, g, learningRate);
  sgdRange<f32>(fours, n * SIZE, w, g, learningRate);
}

function sgdRange<T>(begin: usize, end: usize, w: usize, g: usize, learningRate: f32): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const step = f32x4.mul(load4<T>(g + i), f32x4.splat(learningRate));
    store4<T>(w + i, f32x4.sub(load4<T>(w + i), step));
  }
}

/** One step of SGD with momentum, as in `Sgd.update` (src/optimizers/sgd.ts). */
export function sgdMomentum(
  w: Float32Pointer,
  momentum: Float32Pointer,
  g: Float32Pointer,
  n: usize,
  learningRate: f32,
  rate: f32,
  nesterov: bool,
): void {
  const fours = inFours(n * SIZE);
  sgdMomentumRange<v128>(0, fours, w, momentum, g, learningRate, rate, nesterov);
  sgdMomentumRange<f32>(fours, n * SIZE, w, momentum, g, learningRate, rate, nesterov);
}

function sgdMomentumRange<T>(
  begin: usize,
  end: usize,
  w: usize,
  momentum: usize,
  g: usize,
  learningRate: f32,
  rate: f32,
  nesterov: bool,
): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const step = f32x4.mul(load4<T>(g + i), f32x4.splat(learningRate));
    let movement = f32x4.sub(f32x4.mul(load4<T>(momentum + i), f32x4.splat(rate)), step);
    store4<T>(momentum + i, movement);
    if (nesterov) movement = f32x4.sub(f32x4.mul(movement, f32x4.splat(rate)), step);
    store4<T>(w + i, f32x4.add(load4<T>(w + i), movement));
  }
}
