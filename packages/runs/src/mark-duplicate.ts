import { replaceRun } from './replace-run';

/**
 * Marks a finished run as a duplicate: the same job has another finished run. Its files stay.
 *
 * @param kept id of the other run
 * @returns whether it was finished; a run with another status stays as it is
 * @throws RunsError `run-locked` if a process writes the run, or others if run.json can't be read or written
 */
export async function markDuplicate(directory: string, kept: string): Promise<boolean> {
  let isFinished = false;
  await replaceRun(directory, (run) => {
    isFinished = run.status === 'finished';
    return isFinished ? { ...run, status: 'duplicate', duplicateOf: kept } : run;
  });
  return isFinished;
}
