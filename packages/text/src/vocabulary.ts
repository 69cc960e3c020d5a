import { UserError } from '@rnn-lab/errors';

/**
 * Words by how often they occur, with the semantics of Keras's `Tokenizer(num_words)` on texts that
 * are already split: words are lower-cased, rank 1 is the most frequent word, words that are
 * equally frequent keep the order of their first appearance, and of the ranks 1 … numWords − 1 are
 * kept. Index 0 is left for padding.
 */
export class Vocabulary {
  private readonly indices: ReadonlyMap<string, number>;

  /** @param words in order of rank: the index of `words[i]` is i + 1 */
  private constructor(readonly words: readonly string[]) {
    this.indices = new Map(words.map((word, i) => [word, i + 1]));
  }

  /**
   * `Tokenizer.fit_on_texts`.
   *
   * @throws UserError unless numWords is an integer from 2 up
   */
  static fit(texts: readonly (readonly string[])[], { numWords }: { numWords: number }): Vocabulary {
    if (!Number.isInteger(numWords) || numWords < 2) {
      throw new UserError(
        'num-words',
        `numWords must be an integer from 2 up, not ${numWords}: index 0 is for padding.`,
        { numWords },
      );
    }
    const counts = new Map<string, number>();
    for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
    // Lower-cased here and not above, as there are far fewer different words than words.
    const lowerCounts = new Map<string, number>();
    for (const [word, count] of counts) {
      const lower = word.toLowerCase();
      lowerCounts.set(lower, (lowerCounts.get(lower) ?? 0) + count);
    }
    const ranked = [...lowerCounts].sort(([, a], [, b]) => b - a).map(([word]) => word);
    return new Vocabulary(ranked.slice(0, numWords - 1));
  }

  /**
   * The vocabulary that `toJSON` gave.
   *
   * @throws UserError unless it is a list of words, each once
   */
  static from(json: unknown): Vocabulary {
    if (!Array.isArray(json) || !json.every((word) => typeof word === 'string')) {
      throw new UserError('vocabulary', 'A vocabulary must be a list of words, the most frequent first.');
    }
    const vocabulary = new Vocabulary(json);
    if (vocabulary.indices.size < json.length) {
      const twice = json.find((word, i) => vocabulary.indices.get(word) !== i + 1);
      throw new UserError(
        'vocabulary',
        `A vocabulary must hold each word once, but this one repeats ${JSON.stringify(twice)}.`,
      );
    }
    return vocabulary;
  }

  /** The index of a word, from 1; undefined outside the vocabulary. */
  indexOf(word: string): number | undefined {
    return this.indices.get(word.toLowerCase());
  }

  /** `Tokenizer.texts_to_sequences`: words outside the vocabulary are dropped. */
  textsToSequences(texts: readonly (readonly string[])[]): number[][] {
    return texts.map((text) => text.map((word) => this.indexOf(word)).filter((index) => index !== undefined));
  }

  toJSON(): readonly string[] {
    return this.words;
  }
}
