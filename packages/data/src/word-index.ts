import { DataError } from './errors';

/**
 * How Keras's `imdb.load_data` numbers words: 0 pads, 1 starts a review, 2 stands for a rare word,
 * and a word of rank r is r + 3.
 */
export const IMDB_ENCODING = { startIndex: 1, oovIndex: 2, indexFrom: 3 } as const;

const { startIndex, oovIndex, indexFrom } = IMDB_ENCODING;
const PADDING = 0;
const START = '[START]';
const OOV = '[OOV]';
/** What Keras's `Tokenizer` leaves between its default `filters`; and a rare word as `decode` writes it. */
const WORDS = /\[OOV\]|[^!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n ]+/g;

/** The words of the IMDB reviews by rank, to go from text to a model's indices and back. */
export class WordIndex {
  private readonly rankOf: ReadonlyMap<string, number>;

  /** @param words the most frequent first: the rank of `words[i]` is i + 1 */
  constructor(readonly words: readonly string[]) {
    this.rankOf = new Map(words.map((word, i) => [word, i + 1]));
  }

  /**
   * Reads Keras's `imdb_word_index.json`, an object that gives the rank of each word.
   *
   * @param location what errors call the file
   * @throws DataError unless the ranks are the numbers from 1 up, each once
   */
  static parse(content: Buffer, location: string): WordIndex {
    const malformed = (what: string) =>
      new DataError(`${location}: ${what}: correct it, or remove the file to have it downloaded.`);
    const json = parseJson(content, malformed);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw malformed('it must be an object that gives the rank of each word');
    }
    const entries = Object.entries(json);
    if (entries.length === 0) {
      throw malformed('it has no words');
    }
    const words = new Array<string>(entries.length);
    for (const [word, rank] of entries) {
      if (!(Number.isInteger(rank) && rank >= 1 && rank <= words.length) || words[rank - 1] !== undefined) {
        throw malformed(
          `the rank of ${JSON.stringify(word)} is ${JSON.stringify(rank)}, and must be from 1 to ${words.length}, each once`,
        );
      }
      words[rank - 1] = word;
    }
    return new WordIndex(words);
  }

  /**
   * A raw review as `imdb.load_data(num_words=numWords)` has it: separated as Keras's `Tokenizer`
   * does, ASCII letters in lower case, words without a rank dropped. A text from `decode` gives the
   * indices that it was made from.
   */
  textToSequence(text: string, numWords: number): number[] {
    const indices = this.explain(text, numWords).map(({ index }) => index);
    return [startIndex, ...indices.filter((index) => index !== null)];
  }

  /** The same, word by word, without the start: each as it stands in the text, its lower case, its index or null. */
  explain(text: string, numWords: number): { surface: string; word: string; index: number | null }[] {
    const review = text.startsWith(START) ? text.slice(START.length) : text;
    return Array.from(review.matchAll(WORDS), ([surface]) => {
      if (surface === OOV) return { surface, word: OOV, index: oovIndex };
      const word = surface.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
      const rank = this.rankOf.get(word);
      return { surface, word, index: rank === undefined ? null : encodeRank(rank, numWords) };
    });
  }

  /**
   * What the indices stand for, without the padding: "[START]", words, and null for a word that is
   * not known.
   */
  tokens(sequence: Iterable<number>): (string | null)[] {
    return Array.from(sequence)
      .filter((index) => index !== PADDING)
      .map((index) => (index === startIndex ? START : (this.words[index - indexFrom - 1] ?? null)));
  }

  /** The tokens as one text, with "[OOV]" for a word that is not known. */
  decode(sequence: Iterable<number>): string {
    return this.tokens(sequence)
      .map((token) => token ?? OOV)
      .join(' ');
  }
}

/** The index of a word in a vocabulary of that size. */
export function encodeRank(rank: number, numWords: number): number {
  const index = rank + indexFrom;
  return index < numWords ? index : oovIndex;
}

function parseJson(content: Buffer, malformed: (what: string) => DataError): unknown {
  try {
    return JSON.parse(content.toString());
  } catch (error) {
    throw malformed(`it is not JSON (${(error as Error).message})`);
  }
}
