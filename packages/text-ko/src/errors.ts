import { UserError } from '@rnn-lab/errors';

/** A text, a dictionary, an analyzer or a cache is missing, damaged or of the wrong kind. */
export class TextError extends UserError {
  override readonly name = 'TextError';

  constructor(message: string, options?: ErrorOptions) {
    super('text', message, {}, options);
  }
}
