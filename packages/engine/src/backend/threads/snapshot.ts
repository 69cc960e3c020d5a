import type { OptimizerVectors } from '../../optimizers/optimizer';
import { sharedFloats, sharedIntegers } from '../shared-arrays';

/** A copy of the training's state, which a checkpoint is written from while training continues. In shared memory. */
export interface Snapshot {
  w: Float32Array;
  slots: Float32Array[];
  /** By trainable embedding: the step up to which each row is up to date. */
  updatedAt: Int32Array[];
}

/** What a request for a snapshot asks for, as a value in the control array. */
export const SnapshotRequest = { none: 0, continue: 1, stop: 2 } as const;

/** @param tables the number of rows of each trainable embedding */
export function allocateSnapshot({ w, slots }: OptimizerVectors, tables: readonly number[]): Snapshot {
  return {
    w: sharedFloats(w.length),
    slots: slots.map(({ length }) => sharedFloats(length)),
    updatedAt: tables.map(sharedIntegers),
  };
}

/** Copies one worker's share of the vectors. */
export function copyVectors(
  { w, slots }: OptimizerVectors,
  snapshot: Snapshot,
  worker: number,
  workers: number,
): void {
  const begin = Math.floor((w.length * worker) / workers);
  const end = Math.floor((w.length * (worker + 1)) / workers);
  snapshot.w.set(w.subarray(begin, end), begin);
  slots.forEach((slot, i) => snapshot.slots[i].set(slot.subarray(begin, end), begin));
}
