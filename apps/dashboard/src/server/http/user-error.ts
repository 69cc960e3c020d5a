import type { UserError } from '@rnn-lab/errors';

/**
 * Whether a package reports something that the user can change. Checked by name: Next.js bundles `@rnn-lab/errors` several
 * times, each with a class of its own.
 */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}
