/** A data file that can't be had, read or understood; the message is one sentence for the user. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
