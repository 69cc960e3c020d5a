import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ANNOTATIONS_FILE, METRICS_FILE, RUN_FILE } from '@rnn-lab/runs';
import type { Run } from '@rnn-lab/runs';

/** Milliseconds for which the status `running` is trusted: a killed run changes no file. */
const RUNNING_HOLDS = 5_000;

/** Changes with every change of the file; null if it can't be read (reading it then reports why). */
export function fileVersion(file: string): string | null {
  // Synchronous: several times faster than 2,000 small jobs for the thread pool.
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return null;
  }
}

/** Version of the files that a list row is read from. */
export function runVersion(directory: string): string {
  return [RUN_FILE, ANNOTATIONS_FILE].map((file) => fileVersion(join(directory, file))).join();
}

/** The same including metrics.jsonl, which the summary of an unfinished run is read from. */
export function freshVersion(directory: string): string {
  return `${runVersion(directory)},${fileVersion(join(directory, METRICS_FILE))}`;
}

/** Whether a run read at `readAt` (Unix milliseconds) can be reused if its files have not changed. */
export function stillHolds(run: Pick<Run, 'status'> | null | undefined, readAt: number): boolean {
  return run?.status !== 'running' || Date.now() - readAt < RUNNING_HOLDS;
}
