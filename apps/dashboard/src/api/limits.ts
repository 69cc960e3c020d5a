/** Characters of a text to try; the longest review of IMDB has about 14,000. */
export const LONGEST_TEXT = 20_000;
