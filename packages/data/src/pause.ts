import { setTimeout } from 'node:timers/promises';

/** Like `setTimeout` of node:timers/promises, but rejects with the signal's own reason. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    signal?.throwIfAborted();
  }
}
