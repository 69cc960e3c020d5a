import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ANNOTATIONS_FILE, METRICS_FILE, RUN_FILE } from '@rnn-lab/runs';
import type { Run } from '@rnn-lab/runs';

/** A running run may have stopped without a word: what is known of it holds for so many milliseconds. */
const RUNNING_HOLDS = 5_000;

/** Another after every change of the file; null where it can't be read: whoever reads it is told why. */
export function fileVersion(file: string): string | null {
  // Synchronous, as that is several times faster than 2,000 small errands to a thread pool.
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return null;
  }
}

/** Of the files that a row of the list is read from. */
export function runVersion(directory: string): string {
  return [RUN_FILE, ANNOTATIONS_FILE].map((file) => fileVersion(join(directory, file))).join();
}

/** The same with the metrics, which the figures of a run without an end are read from. */
export function freshVersion(directory: string): string {
  return `${runVersion(directory)},${fileVersion(join(directory, METRICS_FILE))}`;
}

/** Whether what was read at `readAt` (Unix milliseconds) is still so while the files have not changed. */
export function stillHolds(run: Pick<Run, 'status'> | null | undefined, readAt: number): boolean {
  return run?.status !== 'running' || Date.now() - readAt < RUNNING_HOLDS;
}
