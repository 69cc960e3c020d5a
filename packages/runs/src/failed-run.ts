import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOLDOUT_FOLDER, MODEL_FOLDER, PREDICTIONS_FOLDER } from './files';
import type { ErrorDetails, RunFile } from './run-file';

/** Fields of run.json of a run that failed; `message` is the reason. */
export function failed(message: string, details: ErrorDetails | null): Partial<RunFile> {
  return { status: 'failed', error: message, ...(details && { errorDetails: details }) };
}

/**
 * Removes the remains of a failed write to a folder of the run `directory`.
 *
 * @returns whether the folder is one whose remains take space
 */
export function removeRemains(directory: string, folder: string): boolean {
  // A model is useless without all of its files, but another split's predictions may be complete.
  if (folder === MODEL_FOLDER || folder === HOLDOUT_FOLDER)
    rmSync(join(directory, folder), { recursive: true });
  else if (folder === PREDICTIONS_FOLDER) rmdirSync(join(directory, folder));
  else return false;
  return true;
}
