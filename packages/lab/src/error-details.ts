import { UserError } from '@rnn-lab/errors';
import { detailsOf } from '@rnn-lab/runs';
import type { ErrorDetails } from '@rnn-lab/runs';

/** An error's message as one line, without the prefix `error: `. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

/** An error's code and values for run.json; null if it has no code. */
export function errorDetails(error: unknown): ErrorDetails | null {
  return error instanceof UserError ? detailsOf(error) : null;
}
