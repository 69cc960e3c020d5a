import { UserError } from '@rnn-lab/errors';
import { detailsOf } from '@rnn-lab/runs';
import type { ErrorDetails } from '@rnn-lab/runs';

/** An error's message in one line. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

/** What run.json says of an error besides its message; null if it has no code. */
export function errorDetails(error: unknown): ErrorDetails | null {
  return error instanceof UserError ? detailsOf(error) : null;
}
