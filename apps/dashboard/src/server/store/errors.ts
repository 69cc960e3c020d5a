import type { ErrorDetails, RunsError } from '@rnn-lab/runs';

/** A requested run, file or route doesn't exist; the message is one sentence. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';

  constructor(
    message: string,
    readonly details: ErrorDetails,
  ) {
    super(message);
  }
}

/**
 * Whether the error is a `RunsError`, checked by name: Next.js bundles packages/runs several times, each copy with its own
 * class, and a singleton throws the class of the bundle that created it.
 */
export function isRunsError(error: unknown): error is RunsError {
  return error instanceof Error && error.name === 'RunsError';
}

export function noRun(id: string): NotFoundError {
  return new NotFoundError(`There is no run ${JSON.stringify(id)}.`, { code: 'no-run', values: { id } });
}
