const PADDING = 0;
const START = '[START]';
const OOV = '[OOV]';
/** Runs of characters outside `\r` and the default `filters` of Keras's `Tokenizer`. */
const KERAS_WORD = /[^!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n\r ]+/g;
/** The same, or a rare word as `decode` writes it. */
const WORDS = new RegExp(`\\[OOV\\]|${KERAS_WORD.source}`, 'g');

/** Splits a text as Keras's `Tokenizer` does by default, without its lower-casing. */
export function kerasWords(text: string): string[] {
  return text.match(KERAS_WORD) ?? [];
}

/** How ids follow from ranks: the arguments of Keras's `imdb.load_data`. Id 0 is padding. */
export interface RankEncoding {
  /** Number of ids, including padding, start and OOV (`num_words`). */
  readonly numWords: number;
  /** Added to every rank (`index_from`). */
  readonly indexFrom: number;
  /** The id that begins a text (`start_char`). */
  readonly startIndex: number;
  /** The id of a word whose own would be `numWords` or more (`oov_char`). */
  readonly oovIndex: number;
}

/** A word of a text, and its id. */
export interface IndexedWord {
  /** As it is in the text. */
  readonly surface: string;
  /** In lower case. */
  readonly word: string;
  /** null for a word without a rank, which is dropped. */
  readonly index: number | null;
}

/** English words by rank: encodes texts with the ids of Keras's `imdb.load_data`, and decodes them. */
export class WordIndex {
  private readonly rankOf: ReadonlyMap<string, number>;

  /** @param words the most frequent first: `words[i]` has rank i + 1 */
  constructor(
    readonly words: readonly string[],
    private readonly encoding: RankEncoding,
  ) {
    this.rankOf = new Map(words.map((word, i) => [word, i + 1]));
  }

  /** The ids of a raw text: the start, then the ids of its words. Inverts `decode`, except for padding. */
  textToSequence(text: string): number[] {
    const ids = this.explain(text).map(({ index }) => index);
    return [this.encoding.startIndex, ...ids.filter((id) => id !== null)];
  }

  /** The words of a raw text, split as Keras's `Tokenizer` does, ASCII letters in lower case, with their ids. */
  explain(text: string): IndexedWord[] {
    const review = text.startsWith(START) ? text.slice(START.length) : text;
    return Array.from(review.matchAll(WORDS), ([surface]) => {
      if (surface === OOV) return { surface, word: OOV, index: this.encoding.oovIndex };
      const word = surface.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
      const rank = this.rankOf.get(word);
      return { surface, word, index: rank === undefined ? null : this.encode(rank) };
    });
  }

  /** Whether an id is a word of the vocabulary: not padding, the start or an unknown word. */
  isKnown(id: number): boolean {
    return id !== PADDING && id !== this.encoding.startIndex && id !== this.encoding.oovIndex;
  }

  /** The words of ids, without padding: `[START]` for the start, null for an unknown word. */
  tokens(ids: Iterable<number>): (string | null)[] {
    const { startIndex, indexFrom } = this.encoding;
    return Array.from(ids)
      .filter((id) => id !== PADDING)
      .map((id) => (id === startIndex ? START : (this.words[id - indexFrom - 1] ?? null)));
  }

  /** The words of ids as one text, with `[OOV]` for an unknown word. */
  decode(ids: Iterable<number>): string {
    return this.tokens(ids)
      .map((token) => token ?? OOV)
      .join(' ');
  }

  private encode(rank: number): number {
    const { numWords, indexFrom, oovIndex } = this.encoding;
    const id = rank + indexFrom;
    return id < numWords ? id : oovIndex;
  }
}
