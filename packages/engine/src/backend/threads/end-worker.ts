import type { Worker } from 'node:worker_threads';

const RETRY_MS = 1000;
const ATTEMPTS = 30;

/**
 * Terminates a worker thread and resolves once it has ended.
 *
 * @throws Error if it hasn't ended within 30 seconds
 */
export async function endWorker(worker: Worker): Promise<void> {
  // A thread that is just falling asleep in `Atomics.wait` can miss the request, so repeat it.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await settlesWithin(RETRY_MS, worker.terminate())) return;
  }
  throw new Error(`A worker thread did not end within ${(ATTEMPTS * RETRY_MS) / 1000} s.`);
}

function settlesWithin(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    promise.then(() => resolve(true), reject).finally(() => clearTimeout(timer));
  });
}
