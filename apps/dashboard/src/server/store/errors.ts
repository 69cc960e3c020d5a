import type { ErrorDetails } from '@rnn-lab/runs';

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

export function noRun(id: string): NotFoundError {
  return new NotFoundError(`There is no run ${JSON.stringify(id)}.`, { code: 'no-run', values: { id } });
}
