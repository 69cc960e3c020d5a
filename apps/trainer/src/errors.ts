import { UserError } from '@rnn-lab/errors';

/** The command can't run as typed; the message says what to change. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super('usage', message);
  }
}
