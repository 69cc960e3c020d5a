import type { ExplainedToken, Language, TextSteps } from './language';
import { encodeSequences, sum } from './encode-sequences';
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
    const encoded = encodeSequences(sequences, this.encoding, maxLength);
    const { coverage } = encoded;
    // Words without a rank are in no sequence.
    const lengths = Uint32Array.from(texts, (text) => this.index.explain(text).length);
    const unknowns = coverage.unknowns.map((count, i) => count + lengths[i] - coverage.lengths[i]);
    const unknown = sum(unknowns);
    return { ...encoded, coverage: { ...coverage, tokens: sum(lengths), unknown, lengths, unknowns } };
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
