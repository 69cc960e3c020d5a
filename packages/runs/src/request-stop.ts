import { basename, join, resolve } from 'node:path';
import { RunsError, writeError } from './errors';
import { replaceFile, STOP_FILE } from './files';
import { readRun } from './reader';

/**
 * Asks the process that writes a run to end it as Ctrl-C does: by a file in the run's folder, so also on another machine. The
 * process looks twice a second.
 *
 * @throws RunsError `not-running` if no process writes the run; `unwritable-file`
 */
export async function requestStop(directory: string): Promise<void> {
  const { run } = await readRun(directory);
  if (run?.status !== 'running') {
    const id = basename(resolve(directory));
    throw new RunsError('not-running', `The run ${id} isn't running, so there is nothing to stop.`, { id });
  }
  try {
    replaceFile(join(directory, STOP_FILE), '');
  } catch (error) {
    throw writeError(join(directory, STOP_FILE), error);
  }
}
