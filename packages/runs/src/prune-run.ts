import { basename, resolve } from 'node:path';
import { RunsError } from './errors';
import { replaceRun } from './replace-run';
import type { Pruned } from './run-file';

/**
 * Ends an interrupted or stopped run as pruned. Its checkpoints stay, so that it can still be resumed.
 *
 * @throws RunsError `run-finished`, `run-locked` if a process writes the run, or others if run.json can't be read or written
 */
export function pruneRun(directory: string, pruned: Pruned): Promise<void> {
  return replaceRun(directory, (run) => {
    if (run.status === 'finished') {
      const id = basename(resolve(directory));
      throw new RunsError('run-finished', `Run ${id} is finished, so there is nothing to prune.`, { id });
    }
    return { ...run, status: 'pruned', phase: null, pruned };
  });
}
