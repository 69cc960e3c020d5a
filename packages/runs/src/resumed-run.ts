import { isMissing, readError, RunsError } from './errors';
import { LARGE_JSON } from './json-file';
import { readInRunSync } from './open-file';
import type { RunFile } from './run-file';

/** Where a resumed run continues: the last step of its checkpoint, and the length of metrics.jsonl in it. */
export interface ResumePoint {
  step: number;
  bytes: number;
}

/** run.json of a run that is resumed: without what its end had written. */
export function resumedRun(run: RunFile, at: string, { step, bytes }: ResumePoint): RunFile {
  return {
    ...run,
    status: 'running',
    endedAt: null,
    error: undefined,
    errorDetails: undefined,
    earlyStopping: undefined,
    pruned: undefined,
    results: {},
    baselines: {},
    resumes: [...run.resumes, { at, step, bytes }],
  };
}

/**
 * Compares a file of a run that isn't begun yet, which has trained on what its files say, with what would be written.
 *
 * @throws RunsError `resume-refused` if it differs; others if it can't be read
 */
export function assertUnchanged(directory: string, id: string, file: string, content: string): void {
  try {
    if (readInRunSync(directory, file, LARGE_JSON).toString() === content) return;
  } catch (error) {
    if (isMissing(error)) return;
    throw readError(file, error);
  }
  throw new RunsError(
    'resume-refused',
    `${file} isn't what run ${id} began with, because its data, a file that it names or the code has changed; ` +
      'restore that, or train from the beginning.',
    { file, id },
  );
}
