/** What was asked for is not there; the message says so in a sentence. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}
