import { UserError } from '@rnn-lab/errors';

/**
 * Refuses values that can't be scaled because they are all the same.
 *
 * @param subject where the values are, the start of the message
 * @throws UserError `constant-series` {value}
 */
export function checkVaries(values: ArrayLike<number>, subject: string): void {
  const [value] = Array.from(values);
  if (Array.from(values).some((other) => other !== value)) return;
  throw new UserError(
    'constant-series',
    `${subject} are all ${value}, so a network can't learn from them: add rows, or name other values.`,
    { value },
  );
}
