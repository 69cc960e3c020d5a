/** What is wrong with a text, a dictionary, an analyzer or a cache: one sentence for the person at the terminal. */
export class TextError extends Error {
  override readonly name = 'TextError';
}
