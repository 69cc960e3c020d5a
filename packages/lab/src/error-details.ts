import { UserError } from '@rnn-lab/errors';
import { detailsOf } from '@rnn-lab/runs';
import type { ErrorDetails } from '@rnn-lab/runs';

/** An error's code and values for run.json; null if it has no code. */
export function errorDetails(error: unknown): ErrorDetails | null {
  return error instanceof UserError ? detailsOf(error) : null;
}
