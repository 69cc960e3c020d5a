import type { TokenCount } from './pad-sequences';

const MOST = 50;
/** Characters of a token: one without spaces can be as long as its text. */
const LONGEST = 60;

/**
 * The most frequent words in lower case, of equals the first; those with a count of 0 are left out, and a long one ends with
 * an ellipsis.
 *
 * @param counts by word
 */
export function mostFrequent(words: readonly string[], counts: Uint32Array): TokenCount[] {
  const byWord = new Map<string, number>();
  counts.forEach((count, i) => {
    if (count === 0) return;
    const word = words[i].toLowerCase();
    byWord.set(word, (byWord.get(word) ?? 0) + count);
  });
  const ranked = [...byWord].sort(([, a], [, b]) => b - a).slice(0, MOST);
  return ranked.map(([word, count]) => ({ token: shortened(word), count }));
}

function shortened(word: string): string {
  const characters = Array.from(word);
  return characters.length <= LONGEST ? word : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
