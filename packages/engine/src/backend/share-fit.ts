import type { Output } from '../outputs';
import type { TrainingRows } from '../rows';
import type { NdArray } from '../types';
import type { CpuState } from './cpu-state';
import { packable } from './packing/packable';
import { share, sharedFloats } from './shared-arrays';
import { allocateFit } from './threads/allocate-fit';
import type { SharedFit, SharedPrediction } from './threads/shared';

/** Copies the rows to where the threads read them, and allocates what they write to, until the heap is freed. */
export function shareFit(
  { model, outputs, heap, shared }: CpuState,
  { x, y, weights }: TrainingRows,
  batchSize: number,
): SharedFit {
  const { x: rows, lengths } = packable(model, x);
  return {
    x: share(rows),
    y: shareTargets(y),
    rowWeights: weights && share(weights),
    lengths: lengths && share(lengths),
    ...allocateFit(heap, model, shared.workers, batchSize),
    ...sharedResults(outputs, batchSize),
  };
}

export function shareTargets(y: readonly NdArray[]): Float32Array[] {
  return y.map(({ data }) => share(Float32Array.from(data)));
}

/** The rows' predictions and losses, by output. */
export function sharedResults(
  outputs: readonly Output[],
  rows: number,
): Pick<SharedPrediction, 'predictions' | 'losses'> {
  return {
    predictions: outputs.map(({ width }) => sharedFloats(rows * width)),
    losses: outputs.map(() => sharedFloats(rows)),
  };
}
