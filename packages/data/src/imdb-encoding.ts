/**
 * How Keras's `imdb.load_data` numbers words: 0 pads, 1 starts a review, 2 replaces a rare word, and a word of rank r is
 * r + 3.
 */
export const IMDB_ENCODING = { startIndex: 1, oovIndex: 2, indexFrom: 3 } as const;

/** The id of the word of a rank (from 1), in a vocabulary of `numWords` ids. */
export function encodeRank(rank: number, numWords: number): number {
  const id = rank + IMDB_ENCODING.indexFrom;
  return id < numWords ? id : IMDB_ENCODING.oovIndex;
}
