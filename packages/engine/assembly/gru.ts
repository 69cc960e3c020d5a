// AssemblyScript: one step of a GRU, on float32 matrices in the heap. Pointers are in bytes; `count` is units·columns, and
// `gates` is [3·units, columns] in the order z, r, g, activated.

import { derivative } from './activations';
import { Float32Pointer } from './pointer';
import { inFours, load4, SIZE, store4 } from './vector';

/** h ← z·previous + (1 − z)·g. */
export function gruCell(
  count: usize,
  gates: Float32Pointer,
  previous: Float32Pointer,
  h: Float32Pointer,
): void {
  const fours = inFours(count * SIZE);
  gruCellRange<v128>(0, fours, count, gates, previous, h);
  gruCellRange<f32>(fours, count * SIZE, count, gates, previous, h);
}

function gruCellRange<T>(
  begin: usize,
  end: usize,
  count: usize,
  gates: usize,
  previous: usize,
  h: usize,
): void {
  const candidate: usize = 2 * count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const g = load4<T>(gates + k + candidate);
    const kept = f32x4.mul(load4<T>(gates + k), f32x4.sub(load4<T>(previous + k), g));
    store4<T>(h + k, f32x4.add(kept, g));
  }
}

/**
 * The gradients of the pre-activations of z and g, in their places of `dz`, and `direct`, the gradient of `previous` through
 * z·previous, from dh.
 */
export function gruBackward(
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: Float32Pointer,
  previous: Float32Pointer,
  dh: Float32Pointer,
  dz: Float32Pointer,
  direct: Float32Pointer,
): void {
  const fours = inFours(count * SIZE);
  gruBackwardRange<v128>(0, fours, recurrentActivation, activation, count, gates, previous, dh, dz, direct);
  const end = count * SIZE;
  gruBackwardRange<f32>(fours, end, recurrentActivation, activation, count, gates, previous, dh, dz, direct);
}

function gruBackwardRange<T>(
  begin: usize,
  end: usize,
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: usize,
  previous: usize,
  dh: usize,
  dz: usize,
  direct: usize,
): void {
  const candidate: usize = 2 * count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const z = load4<T>(gates + k);
    const g = load4<T>(gates + k + candidate);
    const dH = load4<T>(dh + k);
    const dZ = f32x4.mul(dH, f32x4.sub(load4<T>(previous + k), g));
    const dG = f32x4.mul(dH, f32x4.sub(f32x4.splat(1), z));
    store4<T>(dz + k, f32x4.mul(dZ, derivative(recurrentActivation, z)));
    store4<T>(dz + k + candidate, f32x4.mul(dG, derivative(activation, g)));
    store4<T>(direct + k, f32x4.mul(dH, z));
  }
}

/**
 * The gradient of the pre-activation of r, in its place of `dz`, from that of r·previous; adds the gradient of `previous`
 * through r·previous to `direct`.
 */
export function gruResetBackward(
  recurrentActivation: i32,
  count: usize,
  gates: Float32Pointer,
  previous: Float32Pointer,
  gradient: Float32Pointer,
  dz: Float32Pointer,
  direct: Float32Pointer,
): void {
  const fours = inFours(count * SIZE);
  gruResetRange<v128>(0, fours, recurrentActivation, count, gates, previous, gradient, dz, direct);
  gruResetRange<f32>(fours, count * SIZE, recurrentActivation, count, gates, previous, gradient, dz, direct);
}

function gruResetRange<T>(
  begin: usize,
  end: usize,
  recurrentActivation: i32,
  count: usize,
  gates: usize,
  previous: usize,
  gradient: usize,
  dz: usize,
  direct: usize,
): void {
  const reset: usize = count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const r = load4<T>(gates + k + reset);
    const dRh = load4<T>(gradient + k);
    const dR = f32x4.mul(dRh, load4<T>(previous + k));
    store4<T>(dz + k + reset, f32x4.mul(dR, derivative(recurrentActivation, r)));
    store4<T>(direct + k, f32x4.add(load4<T>(direct + k), f32x4.mul(dRh, r)));
  }
}
