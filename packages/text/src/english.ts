import type { ExplainedToken, Language, TextSteps } from './language';
import { padSequences } from './pad-sequences';
import type { EncodedTexts } from './pad-sequences';
import { WordIndex } from './word-index';
import type { RankEncoding } from './word-index';

/** English: split as Keras's `Tokenizer` does, numbered as Keras's `imdb.load_data` does. */
export class English implements Language {
  private readonly index: WordIndex;

  constructor(
    readonly words: readonly string[],
    private readonly encoding: RankEncoding,
  ) {
    this.index = new WordIndex(words, encoding);
  }

  async encode(texts: readonly string[], maxLength: number): Promise<EncodedTexts> {
    const sequences = texts.map((text) => this.index.textToSequence(text));
    const known = sequences.map((ids) => ids.filter((id) => this.index.isKnown(id)));
    const rows = padSequences(sequences, maxLength);
    const count = (lists: readonly (readonly unknown[])[]) =>
      lists.reduce((sum, list) => sum + list.length, 0);
    const tokens = count(texts.map((text) => this.index.explain(text)));
    const read = rows.data.filter((id) => this.index.isKnown(id)).length;
    return { ...rows, coverage: { tokens, unknown: tokens - count(known), cut: count(known) - read } };
  }

  async explain(text: string): Promise<TextSteps> {
    const tokens = this.index.explain(text).map(({ surface, word, index }): ExplainedToken => {
      const isKnown = index !== null && index !== this.encoding.oovIndex;
      return { surface, token: word, status: isKnown ? 'kept' : 'unknown', index };
    });
    return { cleaned: text, morphemes: null, tokens, sequence: this.index.textToSequence(text) };
  }

  isKnown(id: number): boolean {
    return this.index.isKnown(id);
  }

  tokens(ids: Iterable<number>): (string | null)[] {
    return this.index.tokens(ids);
  }

  decode(ids: Iterable<number>): string {
    return this.index.decode(ids);
  }

  toJSON() {
    const { numWords, indexFrom, startIndex, oovIndex } = this.encoding;
    const korean = { analyzer: null, tokenForm: null, stopwords: null };
    return { cleaning: 'english', ...korean, numWords, indexFrom, startIndex, oovIndex };
  }
}
