import { UserError } from '@rnn-lab/errors';

/** Codes of errors about one of several texts: their values are its `index` and the `reason`. */
export const TEXT_ERRORS = ['text-too-long', 'not-finite'];

/**
 * An error about one of several texts, with the text's place in front, such as its file and line. Other errors stay as they
 * are.
 *
 * @param placeOf the place of the text with that index
 */
export function withPlace(error: unknown, placeOf: (index: number) => string): unknown {
  if (!(error instanceof UserError) || !TEXT_ERRORS.includes(error.code)) return error;
  const { index, reason } = error.values;
  const message = `${placeOf(Number(index))}: the text ${reason}`;
  return new UserError(error.code, message, error.values, { cause: error });
}
