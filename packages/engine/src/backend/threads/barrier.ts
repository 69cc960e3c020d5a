import { Control } from './shared';

/** Most waits are short, so spinning is cheaper than sleeping at first. */
const SPINS = 20_000;
/** A sleeping thread checks again this often, in case it missed a notification. */
const SLEEP_MS = 1000;

/** The engine is shutting down: another thread failed, or `close` was called. */
export class BarrierReleased extends Error {
  override readonly name = 'BarrierReleased';
}

/**
 * Blocks until `threads` threads have called it.
 *
 * @throws BarrierReleased if `releaseBarrier` has been called, or is called while waiting
 */
export function barrier(control: Int32Array, threads: number): void {
  if (threads === 1) return throwIfReleased(control);
  const generation = Atomics.load(control, Control.generation);
  const waits = () =>
    Atomics.load(control, Control.generation) === generation && !Atomics.load(control, Control.released);
  if (Atomics.add(control, Control.arrived, 1) === threads - 1) {
    Atomics.store(control, Control.arrived, 0);
    Atomics.add(control, Control.generation, 1);
    Atomics.notify(control, Control.generation);
  } else {
    for (let i = 0; i < SPINS && waits(); i++);
    // A late notification of an earlier generation can wake this thread, so check again after every wake-up.
    while (waits()) Atomics.wait(control, Control.generation, generation, SLEEP_MS);
  }
  throwIfReleased(control);
}

function throwIfReleased(control: Int32Array): void {
  if (Atomics.load(control, Control.released)) throw new BarrierReleased('The engine is shutting down.');
}

/**
 * Makes every current and later call of `barrier` throw. A thread that sleeps in `Atomics.wait` can miss
 * `worker.terminate()`, so threads must leave the barrier before they are terminated.
 */
export function releaseBarrier(control: Int32Array): void {
  Atomics.store(control, Control.released, 1);
  // A thread that is about to sleep sees that the generation has changed, and doesn't.
  Atomics.add(control, Control.generation, 1);
  Atomics.notify(control, Control.generation);
}
