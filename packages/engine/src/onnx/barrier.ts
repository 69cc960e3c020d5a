import { Control } from './shared';

/** Waits are mostly short: a look costs less than a sleep. */
const SPINS = 2000;

/** Returns when all of `threads` have called it. */
export function barrier(control: Int32Array, threads: number): void {
  if (threads === 1) return;
  const generation = Atomics.load(control, Control.generation);
  if (Atomics.add(control, Control.arrived, 1) === threads - 1) {
    Atomics.store(control, Control.arrived, 0);
    Atomics.add(control, Control.generation, 1);
    Atomics.notify(control, Control.generation);
    return;
  }
  for (let i = 0; i < SPINS; i++) {
    if (Atomics.load(control, Control.generation) !== generation) return;
  }
  // The notification of an earlier meeting may come late and wake this one, so that waking proves nothing.
  while (Atomics.load(control, Control.generation) === generation) {
    Atomics.wait(control, Control.generation, generation);
  }
}
