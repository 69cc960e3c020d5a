import type { ErrorDetails, RunsError } from '@rnn-lab/runs';

/** What was asked for is not there; the message says so in a sentence. */
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
 * Whether `packages/runs` says in a sentence what is wrong. By its name: Next.js has that package in several bundles, each
 * with a class of its own, and what a singleton throws comes from the bundle that made it.
 */
export function isRunsError(error: unknown): error is RunsError {
  return error instanceof Error && error.name === 'RunsError';
}

export function noRun(id: string): NotFoundError {
  return new NotFoundError(`There is no run ${JSON.stringify(id)}.`, { code: 'no-run', values: { id } });
}
