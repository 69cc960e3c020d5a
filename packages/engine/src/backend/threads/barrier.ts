import { Control } from './shared';

/** Waits are mostly short: checking again costs less than a sleep. */
const SPINS = 2000;
/** A sleeping thread looks around this often even if no notification wakes it. */
const SLEEP_MS = 1000;

/** The engine ends: another thread failed, or nobody needs the result any more. */
export class BarrierReleased extends Error {
  override readonly name = 'BarrierReleased';
}

/**
 * Returns once all of `threads` have called it.
 *
 * @throws BarrierReleased if `releaseBarrier` is called, now or earlier
 */
export function barrier(control: Int32Array, threads: number): void {
  if (threads === 1) return;
  const generation = Atomics.load(control, Control.generation);
  const waits = () =>
    Atomics.load(control, Control.generation) === generation && !Atomics.load(control, Control.released);
  if (Atomics.add(control, Control.arrived, 1) === threads - 1) {
    Atomics.store(control, Control.arrived, 0);
    Atomics.add(control, Control.generation, 1);
    Atomics.notify(control, Control.generation);
  } else {
    for (let i = 0; i < SPINS && waits(); i++);
    // A late notification of an earlier generation may wake this thread, so waking proves nothing.
    while (waits()) Atomics.wait(control, Control.generation, generation, SLEEP_MS);
  }
  if (Atomics.load(control, Control.released)) throw new BarrierReleased('The engine threads end.');
}

/**
 * Makes every present and later call of `barrier` throw. A thread that sleeps in `Atomics.wait` can miss
 * `worker.terminate()`, so it must leave the barrier before it is terminated.
 */
export function releaseBarrier(control: Int32Array): void {
  Atomics.store(control, Control.released, 1);
  // A thread that is about to sleep finds another generation than the one it wants to sleep on.
  Atomics.add(control, Control.generation, 1);
  Atomics.notify(control, Control.generation);
}
