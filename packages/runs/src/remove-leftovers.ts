import { Checkpoints } from './checkpoints';
import { isSystemError } from './errors';
import { isLocked } from './liveness';
import { readRun } from './reader';

/**
 * Removes the checkpoints of a finished run whose process was killed in the moment between its end and their removal. In a
 * folder that can't be written they stay: they only take space.
 */
export async function removeLeftovers(directory: string): Promise<void> {
  const { run } = await readRun(directory);
  if (run?.status !== 'finished' || (await isLocked(directory))) return;
  try {
    new Checkpoints(directory).remove();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
