import { UserError } from '@rnn-lab/errors';
import type { TokenTable } from '@rnn-lab/text-ko';
import { sum } from './encode-sequences';
import { mostFrequent } from './most-frequent';
import { emptyRows } from './pad-sequences';
import type { EncodedTexts } from './pad-sequences';

/**
 * Words by frequency, as in Keras's `Tokenizer(num_words)` on texts that are already split: words are lower-cased, rank 1 is
 * the most frequent word, equally frequent words keep the order of their first appearance, and ranks 1 … numWords − 1 are
 * kept. A word's index is its rank; index 0 is padding.
 */
export class Vocabulary {
  private readonly indices: ReadonlyMap<string, number>;

  /** @param words by rank: the index of `words[i]` is i + 1 */
  private constructor(readonly words: readonly string[]) {
    this.indices = new Map(words.map((word, i) => [word, i + 1]));
  }

  /**
   * Keras's `Tokenizer.fit_on_texts`.
   *
   * @throws UserError `num-words` unless numWords is an integer from 2 up
   */
  static fit({ words, ids }: TokenTable, { numWords }: { numWords: number }): Vocabulary {
    if (!Number.isInteger(numWords) || numWords < 2) {
      throw new UserError(
        'num-words',
        `numWords must be an integer from 2 up, not ${numWords}: index 0 is for padding.`,
        { numWords },
      );
    }
    const counts = new Uint32Array(words.length);
    for (const id of ids) counts[id]++;
    const lowerCounts = new Map<string, number>();
    words.forEach((word, id) => {
      const lower = word.toLowerCase();
      lowerCounts.set(lower, (lowerCounts.get(lower) ?? 0) + counts[id]);
    });
    const ranked = [...lowerCounts].sort(([, a], [, b]) => b - a).map(([word]) => word);
    return new Vocabulary(ranked.slice(0, numWords - 1));
  }

  /**
   * The vocabulary with these words, by rank.
   *
   * @throws UserError `vocabulary` if a word is repeated
   */
  static from(words: readonly string[]): Vocabulary {
    const vocabulary = new Vocabulary(words);
    if (vocabulary.indices.size < words.length) {
      const word = words.find((word, i) => vocabulary.indices.get(word) !== i + 1) as string;
      throw new UserError(
        'vocabulary',
        `A vocabulary must hold each word once, but this one repeats ${JSON.stringify(word)}.`,
        { word },
      );
    }
    return vocabulary;
  }

  /** A word's index, from 1; undefined outside the vocabulary. */
  indexOf(word: string): number | undefined {
    return this.indices.get(word.toLowerCase());
  }

  /**
   * Keras's `Tokenizer.texts_to_sequences`, then `pad_sequences`: words outside the vocabulary are dropped, shorter texts
   * padded in front, longer ones cut there.
   *
   * @returns shape [texts, maxLength]
   * @throws UserError `max-length` unless maxLength is an integer from 1 up
   */
  encode({ words, lengths, ids }: TokenTable, maxLength: number): EncodedTexts {
    const rows = emptyRows(lengths.length, maxLength);
    const indices = Int32Array.from(words, (word) => this.indexOf(word) ?? 0);
    const unknowns = new Uint32Array(lengths.length);
    const unknownCounts = new Uint32Array(words.length);
    let cut = 0;
    let cutTexts = 0;
    let start = 0;
    lengths.forEach((length, row) => {
      const first = row * maxLength;
      const cutBefore = cut;
      let free = first + maxLength;
      for (let i = start + length - 1; i >= start; i--) {
        const index = indices[ids[i]];
        if (index === 0) {
          unknowns[row]++;
          unknownCounts[ids[i]]++;
        } else if (free > first) rows.data[--free] = index;
        else cut++;
      }
      if (cut > cutBefore) cutTexts++;
      start += length;
    });
    const coverage = {
      tokens: ids.length,
      unknown: sum(unknowns),
      cut,
      cutTexts,
      lengths,
      unknowns,
      unknownTokens: mostFrequent(words, unknownCounts),
    };
    return { ...rows, coverage };
  }

  /** The words of indices, without padding. */
  decode(indices: Iterable<number>): string[] {
    return Array.from(indices)
      .filter((index) => index > 0)
      .map((index) => this.words[index - 1]);
  }
}
