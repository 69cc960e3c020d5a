/** Characters of a text to try; the longest review of IMDB has about 14,000. */
export const LONGEST_TEXT = 20_000;
/** Runs side by side; more curves can't be told apart. */
export const MOST_COMPARED = 20;
