import { composeHangul, toTokenTable } from '@rnn-lab/text-ko';
import type { TokenTable } from '@rnn-lab/text-ko';
import type { CorpusOptions, ExplainedToken, Language, TextSteps } from './language';
import type { EncodedTexts } from './pad-sequences';
import type { Vocabulary } from './vocabulary';
import { kerasWords } from './word-index';

/** Ways to split a text into tokens without a dictionary. */
const SPLITTERS = {
  /** Words as Keras's `Tokenizer` finds them: without ASCII punctuation. */
  english: kerasWords,
  /** Words between white space, with their punctuation. */
  word: (text) => text.match(/\S+/g) ?? [],
  /** Characters other than white space: in Korean, syllables. */
  syllable: (text) => text.match(/\S/gu) ?? [],
} as const satisfies Record<string, (text: string) => string[]>;
export type Splitter = keyof typeof SPLITTERS;
export const SPLITTER_NAMES = Object.keys(SPLITTERS) as Splitter[];

/** Any language, split without a dictionary, numbered as Keras's `Tokenizer(num_words)` does. */
export class Plain implements Language {
  constructor(
    private readonly splitter: Splitter,
    private readonly vocabulary: Vocabulary,
    private readonly numWords: number,
  ) {}

  get words(): readonly string[] {
    return this.vocabulary.words;
  }

  async encode(texts: readonly string[], maxLength: number, corpus?: CorpusOptions): Promise<EncodedTexts> {
    return this.vocabulary.encode(tableOf(texts, this.splitter, corpus), maxLength);
  }

  async explain(text: string): Promise<TextSteps> {
    const cleaned = composeHangul(text);
    const tokens = SPLITTERS[this.splitter](cleaned).map((surface): ExplainedToken => {
      const index = this.vocabulary.indexOf(surface) ?? null;
      const status = index === null ? 'unknown' : 'kept';
      return { surface, token: surface.toLowerCase(), status, index };
    });
    const sequence = tokens.map(({ index }) => index).filter((index) => index !== null);
    return { cleaned, morphemes: null, tokens, sequence };
  }

  isKnown(id: number): boolean {
    return id > 0;
  }

  tokens(ids: Iterable<number>): string[] {
    return this.vocabulary.decode(ids);
  }

  decode(ids: Iterable<number>): string {
    return this.tokens(ids).join(this.splitter === 'syllable' ? '' : ' ');
  }

  toJSON() {
    const { splitter: cleaning, numWords } = this;
    const korean = { analyzer: null, tokenForm: null, stopwords: null };
    return { cleaning, ...korean, numWords, indexFrom: 0, startIndex: null, oovIndex: null };
  }
}

/** The tokens of texts, whose decomposed Hangul is composed first. */
export function tableOf(
  texts: readonly string[],
  splitter: Splitter,
  corpus: Pick<CorpusOptions, 'onProgress'> = {},
): TokenTable {
  const table = toTokenTable(texts.map((text) => SPLITTERS[splitter](composeHangul(text))));
  corpus.onProgress?.(texts.length, texts.length);
  return table;
}
