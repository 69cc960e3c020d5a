import type { CorpusOptions as TokenizeCorpusOptions, Morpheme, TokenizerOptions } from '@rnn-lab/text-ko';
import type { EncodedTexts } from './pad-sequences';

/** How a whole corpus is tokenized: in worker threads, with a cache, with progress. */
export type CorpusOptions = Omit<TokenizeCorpusOptions, keyof TokenizerOptions>;

/** The content of preprocessing.json for a model that reads text. With the vocabulary, it is enough to prepare the input. */
export interface TextPreprocessing {
  readonly kind: 'text';
  /** How a raw text is cleaned and split into tokens: `korean`, `korean-raw`, `english`, `word` or `syllable`. */
  readonly cleaning: string | null;
  readonly analyzer: string | null;
  readonly tokenForm: 'surface' | 'lemma' | null;
  readonly stopwords: readonly string[] | null;
  /** Keras's `num_words`. */
  readonly numWords: number | null;
  /** Tokens in a row of the model's input. */
  readonly maxLength: number | null;
  /** Added to every rank (Keras's `index_from`). */
  readonly indexFrom: number | null;
  /** Id that begins a sequence. */
  readonly startIndex: number | null;
  /** Id of a word outside the vocabulary; null if such words are dropped. */
  readonly oovIndex: number | null;
}

/** A token of one text, and how the model reads it. */
export interface ExplainedToken {
  /** As it is in the cleaned text. */
  readonly surface: string;
  /** The form that is looked up in the vocabulary: the surface, its lemma or its lower case. */
  readonly token: string;
  /** `cut`: in the vocabulary, but not among the last `maxLength` tokens. */
  readonly status: 'kept' | 'stopword' | 'unknown' | 'cut';
  /** The id that the model reads; null if it reads none. */
  readonly index: number | null;
}

/** From one text to ids, step by step. */
export interface TextSteps {
  readonly cleaned: string;
  /** null for a language that is split without an analyzer. */
  readonly morphemes: readonly Morpheme[] | null;
  readonly tokens: readonly ExplainedToken[];
  /** The ids, neither padded nor cut. */
  readonly sequence: readonly number[];
}

/** The part of a pipeline that depends on the language of the texts. */
export interface Language {
  /** The words by rank, for vocabulary.json. */
  readonly words: readonly string[];
  encode(
    texts: readonly string[],
    maxLength: number,
    corpus: CorpusOptions | undefined,
  ): Promise<EncodedTexts>;
  explain(text: string): Promise<TextSteps>;
  /** Whether an id is a word of the vocabulary: not padding, the start or an unknown word. */
  isKnown(id: number): boolean;
  /** The words of ids, without padding; null for an unknown word. */
  tokens(ids: Iterable<number>): (string | null)[];
  /** The words of ids as one text. */
  decode(ids: Iterable<number>): string;
  toJSON(): Omit<TextPreprocessing, 'kind' | 'maxLength'>;
}
