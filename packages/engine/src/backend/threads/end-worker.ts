import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';

const GRACE_MS = 5000;
const RETRY_MS = 1000;
const ATTEMPTS = 30;

/**
 * Ends a worker thread and resolves once it has ended.
 *
 * @param ask asks the thread to end by itself. It is terminated only if it hasn't after 5 seconds: terminating a thread
 *   while it loads a native library can abort the whole process.
 * @throws Error if the thread hasn't ended after 30 more seconds
 */
export async function endWorker(worker: Worker, ask?: () => void): Promise<void> {
  if (ask && worker.threadId !== ENDED) {
    const exit = once(worker, 'exit');
    ask();
    if (await settlesWithin(GRACE_MS, exit)) return;
  }
  // A thread that is just falling asleep in `Atomics.wait` can miss the request, so repeat it.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await settlesWithin(RETRY_MS, worker.terminate())) return;
  }
  throw new Error(`A worker thread did not end within ${(ATTEMPTS * RETRY_MS) / 1000} s.`);
}

/** `threadId` of a thread that has ended. */
const ENDED = -1;

/** `false` if the promise is still pending after that time; a rejection counts as settled. */
async function settlesWithin(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
