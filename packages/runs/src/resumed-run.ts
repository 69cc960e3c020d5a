import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunsError } from './errors';
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
 * @throws RunsError `resume-refused` if it differs
 */
export function assertUnchanged(directory: string, id: string, file: string, content: string): void {
  const path = join(directory, file);
  if (!existsSync(path) || readFileSync(path, 'utf8') === content) return;
  throw new RunsError(
    'resume-refused',
    `${file} isn't what run ${id} began with, because its data, a file that it names or the code has changed; ` +
      'restore that, or train from the beginning.',
    { file, id },
  );
}
