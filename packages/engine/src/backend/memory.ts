import { totalmem } from 'node:os';
import { InputError } from '../errors';
import type { CompiledModel } from '../graph/compile-model';
import { CountingHeap, MOST_BYTES } from './heap';
import { sharedFloats } from './shared-arrays';
import { allocateFit } from './threads/allocate-fit';
import { PredictWorker } from './threads/predict-worker';
import type { SharedModel } from './threads/shared';
import { TrainWorker } from './threads/train-worker';

/**
 * Bytes of the engine's heap during a fit: weights and optimizer slots, and per worker gradients and activations. Runs what
 * allocates them on a heap that only counts, so that it can't be another number than what is allocated.
 */
export function memoryOfFit(shared: SharedModel, model: CompiledModel, batchSize: number): number {
  const heap = new CountingHeap(shared.heap);
  const none = sharedFloats(0);
  const fit = {
    ...allocateFit(heap, model, shared.workers, batchSize),
    x: none,
    y: [],
    losses: [],
    predictions: [],
  };
  for (let worker = 0; worker < shared.workers; worker++) {
    new TrainWorker(shared, model, fit, worker, heap).release();
  }
  return heap.used;
}

/** Bytes of the heap that a worker has for predictions. */
export function memoryOfPrediction(shared: SharedModel, model: CompiledModel): number {
  const heap = new CountingHeap(shared.heap);
  const before = heap.used;
  new PredictWorker(shared, model, 0, heap).release();
  return heap.used - before;
}

const OF_ROWS = {
  needs: 'this model and batch size',
  remedy: 'a smaller batch size, shorter rows or fewer workers',
};

/** What `refuseOversized` reports if there is no memory even for the model alone. */
export const OF_WEIGHTS = {
  needs: 'the weights and optimizer slots of this model',
  remedy: 'fewer units or a smaller vocabulary',
};

/**
 * @param heap bytes of the engine's heap
 * @param others bytes of the workers' own heaps
 * @param use of the memory
 * @throws InputError if WebAssembly or the machine doesn't have as much
 */
export function refuseOversized(heap: number, others: readonly number[] = [], use = OF_ROWS): void {
  const largest = Math.max(heap, ...others);
  const total = others.reduce((a, b) => a + b, heap);
  if (largest > MOST_BYTES) refuse(use, largest, `a WebAssembly memory has at most ${MOST_BYTES}`);
  const available = machineMemory();
  if (total > available) refuse(use, total, `this machine has ${available}`);
}

function refuse({ needs, remedy }: typeof OF_ROWS, bytes: number, limit: string): never {
  throw new InputError(
    `The engine cpu needs ${bytes} bytes of memory for ${needs}, but ${limit}; use ${remedy}.`,
  );
}

/** The machine's bytes, or those of the container. */
function machineMemory(): number {
  // 0 if there is no limit.
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
