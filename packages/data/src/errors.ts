import { UserError } from '@rnn-lab/errors';

/** A data file is missing or malformed, or can't be downloaded or read. */
export class DataError extends UserError {
  override readonly name = 'DataError';
}
