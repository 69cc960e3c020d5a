/** The size of a table of n-grams, and of what a word has of it. */
export interface NgramBagsOptions {
  /** Characters of an n-gram: from the first to the second, both included. */
  readonly lengths: readonly [from: number, to: number];
  /** Rows of the table, from 2: row 0 stands for none. */
  readonly tableSize: number;
  /** The most n-grams that a word has: those that begin first, if it has more. */
  readonly bagSize: number;
}

/**
 * The rows of a table in which each word has its character n-grams, as fastText hashes them (Bojanowski et al. 2017): those of
 * the word between `<` and `>`, each once, by the 32-bit FNV-1a of its UTF-16 code units. For the weight `bags` of an
 * `EmbeddingBag`.
 *
 * @param words by rank: `words[i]` has id i + 1
 * @param ids how many ids the model knows; words beyond them have none
 * @returns shape [ids, bagSize], filled up with 0; id 0 is padding and has no n-gram
 */
export function ngramBags(words: readonly string[], ids: number, options: NgramBagsOptions): Float32Array {
  const { bagSize } = options;
  const bags = new Float32Array(ids * bagSize);
  words.slice(0, ids - 1).forEach((word, index) => {
    bags.set(rowsOf(word, options), (index + 1) * bagSize);
  });
  return bags;
}

function rowsOf(word: string, { lengths: [from, to], tableSize, bagSize }: NgramBagsOptions): number[] {
  const characters = ['<', ...word, '>'];
  const rows = new Set<number>();
  for (let start = 0; start < characters.length; start++) {
    for (let length = from; length <= to && start + length <= characters.length; length++) {
      rows.add(1 + (fnv1a(characters.slice(start, start + length).join('')) % (tableSize - 1)));
    }
  }
  return [...rows].slice(0, bagSize);
}

/** Fowler, Noll and Vo's hash, 32 bits, variant 1a. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}
