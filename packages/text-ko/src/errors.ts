import { UserError } from '@rnn-lab/errors';

/** A text, a dictionary, an analyzer or a cache is missing, damaged or of the wrong kind. */
export class TextError extends UserError {
  override readonly name = 'TextError';
}

/**
 * The error for a file or folder that the file system refuses.
 *
 * @param message what can't be done, and what to do; `reason` is the system's message
 * @param values joined by `reason` and `errno`, the system's code
 */
export function refusal(
  error: unknown,
  code: string,
  message: (reason: string) => string,
  values: UserError['values'],
): TextError {
  const { code: errno = '', message: reason } = error as NodeJS.ErrnoException;
  return new TextError(code, message(reason), { ...values, errno, reason }, { cause: error });
}

/**
 * The error for one of several texts.
 *
 * @param reason what is wrong, and what to do: a predicate, for callers that name the text by its place
 */
export function textTooLong(text: string, index: number, reason: string): TextError {
  const beginning = JSON.stringify(text.slice(0, 20));
  return new TextError('text-too-long', `The text ${beginning}… ${reason}`, { index, reason });
}
