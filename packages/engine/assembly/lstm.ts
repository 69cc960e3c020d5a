// AssemblyScript: one step of an LSTM, on float32 matrices in the heap. Pointers are in bytes; `count` is units·columns, and
// `gates` is [4·units, columns] in the order i, f, g, o.

import { derivative, SIGMOID, TANH } from './activations';
import { Float32Pointer } from './pointer';
import { inFours, load4, SIZE, store4 } from './vector';

/** c ← f·previousC + i·g. `gates` is [4·units, columns] in the order i, f, g, o; `count` is units·columns. */
export function lstmCell(
  count: usize,
  gates: Float32Pointer,
  previousC: Float32Pointer,
  c: Float32Pointer,
): void {
  const fours = inFours(count * SIZE);
  lstmCellRange<v128>(0, fours, count, gates, previousC, c);
  lstmCellRange<f32>(fours, count * SIZE, count, gates, previousC, c);
}

function lstmCellRange<T>(
  begin: usize,
  end: usize,
  count: usize,
  gates: usize,
  previousC: usize,
  c: usize,
): void {
  const next = count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const at = gates + k;
    const kept = f32x4.mul(load4<T>(at + next), load4<T>(previousC + k));
    const added = f32x4.mul(load4<T>(at), load4<T>(at + 2 * next));
    store4<T>(c + k, f32x4.add(kept, added));
  }
}

/**
 * The backward pass of an LSTM time step. dz ← the gradient of the gates' pre-activations; dc, the gradient of c, is
 * replaced by that of previousC. `gates` is as in `lstmCell` (activated), `activatedC` is activation(c), and dh is the
 * gradient of h = o·activatedC.
 */
export function lstmBackward(
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: Float32Pointer,
  previousC: Float32Pointer,
  activatedC: Float32Pointer,
  dh: Float32Pointer,
  dc: Float32Pointer,
  dz: Float32Pointer,
): void {
  // Keras's defaults have a loop of their own, which needs no branches for the derivatives.
  if (recurrentActivation == SIGMOID && activation == TANH) {
    lstmBackwardLoop(SIGMOID, TANH, count, gates, previousC, activatedC, dh, dc, dz);
  } else {
    lstmBackwardLoop(recurrentActivation, activation, count, gates, previousC, activatedC, dh, dc, dz);
  }
}

function lstmBackwardLoop(
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: usize,
  previousC: usize,
  activatedC: usize,
  dh: usize,
  dc: usize,
  dz: usize,
): void {
  const fours = inFours(count * SIZE);
  lstmBackwardRange<v128>(
    0,
    fours,
    recurrentActivation,
    activation,
    count,
    gates,
    previousC,
    activatedC,
    dh,
    dc,
    dz,
  );
  lstmBackwardRange<f32>(
    fours,
    count * SIZE,
    recurrentActivation,
    activation,
    count,
    gates,
    previousC,
    activatedC,
    dh,
    dc,
    dz,
  );
}

function lstmBackwardRange<T>(
  begin: usize,
  end: usize,
  recurrentActivation: i32,
  activation: i32,
  count: usize,
  gates: usize,
  previousC: usize,
  activatedC: usize,
  dh: usize,
  dc: usize,
  dz: usize,
): void {
  const next = count * SIZE;
  for (let k = begin; k < end; k += sizeof<T>()) {
    const at = gates + k;
    const i = load4<T>(at);
    const f = load4<T>(at + next);
    const g = load4<T>(at + 2 * next);
    const o = load4<T>(at + 3 * next);
    const s = load4<T>(activatedC + k);
    const dH = load4<T>(dh + k);
    const through = f32x4.mul(f32x4.mul(dH, o), derivative(activation, s));
    const dC = f32x4.add(load4<T>(dc + k), through);
    const dF = f32x4.mul(dC, load4<T>(previousC + k));
    const to = dz + k;
    store4<T>(to, f32x4.mul(f32x4.mul(dC, g), derivative(recurrentActivation, i)));
    store4<T>(to + next, f32x4.mul(dF, derivative(recurrentActivation, f)));
    store4<T>(to + 2 * next, f32x4.mul(f32x4.mul(dC, i), derivative(activation, g)));
    store4<T>(to + 3 * next, f32x4.mul(f32x4.mul(dH, s), derivative(recurrentActivation, o)));
    store4<T>(dc + k, f32x4.mul(dC, f));
  }
}
