import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { writeError } from './errors';
import { replaceFile, RUN_FILE } from './files';
import { stringify } from './json';
import { readJson } from './json-file';
import { lockRun } from './liveness';
import { runFile } from './run-file';
import type { RunFile } from './run-file';

/**
 * Replaces run.json of a run that no process writes.
 *
 * @param change returns the new content, or throws to leave the file as it is
 * @throws RunsError `run-locked` if a process writes the run, or others if run.json can't be read or written
 */
export async function replaceRun(directory: string, change: (run: RunFile) => RunFile): Promise<void> {
  const lock = await lockRun(directory);
  try {
    const run = change(await readJson(directory, RUN_FILE, runFile));
    const file = join(directory, RUN_FILE);
    try {
      replaceFile(file, stringify(run));
    } catch (error) {
      throw writeError(file, error);
    }
  } finally {
    if (lock !== null) closeSync(lock);
  }
}
