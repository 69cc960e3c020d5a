import { UserError } from '@rnn-lab/errors';
import { basename, resolve } from 'node:path';
import type { ErrorDetails } from './run-file';

/** A run can't be read or written. */
export class RunsError extends UserError {
  override readonly name = 'RunsError';
}

/** An error's code and values as run.json and the dashboard's API have them, from which a page translates its message. */
export function detailsOf({ code, values }: UserError): ErrorDetails {
  const texts = Object.entries(values).map(([name, value]) => [name, `${value}`]);
  return { code, values: Object.fromEntries(texts) as ErrorDetails['values'] };
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space and start again',
  EDQUOT: 'the disk quota is used up; free some space and start again',
  EFBIG: 'the limit on file sizes is reached; raise it (ulimit -f) and start again',
  EROFS: 'the file system is read-only; choose another folder',
  EIO: 'the disk reports an error; check it or choose another folder',
  EACCES: 'permission is denied; allow it or choose another folder',
  EPERM: 'permission is denied; allow it or choose another folder',
  ENOTDIR: 'a part of its path is a file, not a folder; choose another folder',
  EEXIST: 'a file, not a folder, has that name; choose another folder',
  ENXIO: 'it is a named pipe or a socket, not a file; remove it',
  ELOOP: 'it is a link; put the file itself there',
  EISDIR: 'it is a folder, not a file',
  EMFILE: 'too many files are open; raise the limit (ulimit -n) and start again',
  ENFILE: 'too many files are open on this machine; close some and start again',
};

/** Whether the error comes from the operating system, not from code. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/** Whether freeing some space can help. */
export function isFullDisk(error: unknown): boolean {
  return isSystemError(error) && ['ENOSPC', 'EDQUOT'].includes(error.code ?? '');
}

/** Whether files must become smaller: the disk is full, or a file reaches the limit. */
export function isOutOfSpace(error: unknown): boolean {
  return isFullDisk(error) || (isSystemError(error) && error.code === 'EFBIG');
}

export function isMissing(error: unknown): boolean {
  return isSystemError(error) && error.code === 'ENOENT';
}

/**
 * A `RunsError` for a system error.
 *
 * @param message what failed, without the period; the reason is appended
 * @param values the reason is added as `reason` and the system's code as `errno`
 */
export function refusal(
  error: unknown,
  message: string,
  code: string,
  values: ErrorDetails['values'],
): RunsError {
  const { code: errno = '', message: systemMessage } = error as NodeJS.ErrnoException;
  const reason = REASONS[errno] ?? systemMessage;
  return new RunsError(code, `${message}: ${reason}.`, { ...values, errno, reason }, { cause: error });
}

/** The error for a run's file that can't be read; a `RunsError` stays as it is. */
export function readError(file: string, error: unknown): RunsError {
  if (error instanceof RunsError) return error;
  if (!isMissing(error)) return refusal(error, `${file} can't be read`, 'unreadable-file', { file });
  return new RunsError('missing-file', `${file} is missing.`, { file });
}

/** The error for an invalid line of a run's file. `line` counts from 1. */
export function lineError(file: string, line: number): RunsError {
  return new RunsError(
    'invalid-line',
    `Line ${line} of ${file} is damaged; put back a copy of the file or train again.`,
    { file, line },
  );
}

/** The error for predictions of an output that the file's model doesn't have. `names` is empty if it has only one. */
export function outputError(file: string, output: string | undefined, names: readonly string[]): RunsError {
  const has =
    names.length > 0 ? `the outputs ${names.join(', ')}; name one of them` : 'one output; name none';
  const asked = output === undefined ? '' : `, not ${JSON.stringify(output)}`;
  return new RunsError('no-output', `${file} has predictions of a model with ${has}${asked}.`, {
    file,
    output: output ?? '',
    outputs: names.join(', '),
  });
}

/** The error for a prediction that can't be a row of the file. */
export function predictionError(file: string, index: number): RunsError {
  return new RunsError(
    'invalid-prediction',
    `The prediction with index ${index} can't be written to ${file}: it needs a label and finite probabilities that fit the run's classes, like the other rows.`,
    { file, index: String(index) },
  );
}

/** The error for a run whose folder was deleted, moved or replaced while the run is written. */
export function runGone(directory: string): RunsError {
  return new RunsError(
    'run-gone',
    `The run's folder ${directory} or its metrics were deleted, moved or replaced before the run's end; train again.`,
    { folder: directory },
  );
}

/** The error for a run that another process writes. */
export function runLocked(directory: string): RunsError {
  const id = basename(resolve(directory));
  return new RunsError('run-locked', `Another process writes the run ${id}; end it and try again.`, { id });
}

/** The error for a line that is too long to read. */
export function longLineError(file: string, byte: number, atMost: number): RunsError {
  const limit = `${atMost / 2 ** 20} MiB`;
  return new RunsError(
    'line-too-long',
    `${file} has a line of more than ${limit} at byte ${byte}; put back a copy of the file or train again.`,
    { file, byte, limit },
  );
}

/** The error for a run's file that can't be written. */
export function writeError(file: string, error: unknown): RunsError {
  return refusal(error, `Can't write ${file}`, 'unwritable-file', { file });
}

/** The error for a checkpoint that can't be written. It doesn't end the run. */
export function checkpointError(file: string, error: unknown): RunsError {
  return refusal(error, `Can't write ${file}`, 'unwritable-checkpoint', { file });
}
