import type { CompiledModel } from '../graph/compile-model';
import { learningRateAt } from '../optimizers/optimizer-options';
import type { Output } from '../outputs';
import type { Heap } from './heap';
import type { SharedModel } from './threads/shared';
import { Control } from './threads/shared';
import type { Threads } from './threads/threads';

/** What the engine `cpu` consists of: its fits and predictions work on it. */
export interface CpuState {
  readonly model: CompiledModel;
  readonly outputs: readonly Output[];
  readonly heap: Heap;
  readonly shared: SharedModel;
  readonly threads: Threads;
  /** Optimizer steps taken. */
  step: number;
  /** Multiplies the learning rate from the next epoch on. */
  learningRateFactor: number;
}

/** The learning rate of a step, from 1. */
export function learningRateOf({ shared }: CpuState, step: number, factor: number): number {
  return factor * learningRateAt(shared.optimizer, step - 1);
}

/** Runs `work`. If the signal is aborted meanwhile, the threads stop early and this rejects with the signal's reason. */
export async function abortable<T>(
  { shared: { control } }: CpuState,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const abort = () => Atomics.store(control, Control.abort, 1);
  signal?.addEventListener('abort', abort);
  Atomics.store(control, Control.abort, signal?.aborted ? 1 : 0);
  try {
    const result = await work();
    signal?.throwIfAborted();
    return result;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
