import { UserError } from '@rnn-lab/errors';
import type { NdArray } from '@rnn-lab/errors';
import { ANALYZER_NAMES, CLEANINGS, tokenizeCorpus } from '@rnn-lab/text-ko';
import type { TokenizerOptions } from '@rnn-lab/text-ko';
import { English } from './english';
import { Korean } from './korean';
import type { CorpusOptions, ExplainedToken, Language, TextPreprocessing, TextSteps } from './language';
import { padSequences } from './pad-sequences';
import type { EncodedTexts } from './pad-sequences';
import { Plain, SPLITTER_NAMES, tableOf } from './plain';
import type { Splitter } from './plain';
import { Vocabulary } from './vocabulary';
import type { RankEncoding } from './word-index';

/** How Korean texts become a model's input. */
export interface KoreanOptions extends TokenizerOptions {
  /** Size of the vocabulary, padding included (Keras's `num_words`). */
  readonly numWords: number;
  /** Tokens in a row of the model's input. */
  readonly maxLength: number;
}

/** How texts of any language become a model's input without a dictionary. */
export interface PlainOptions {
  readonly splitter: Splitter;
  readonly numWords: number;
  readonly maxLength: number;
}

/** The steps from one text to the model's input: cleaned text, morphemes, tokens, ids. */
export interface ExplainedText extends Omit<TextSteps, 'sequence'> {
  /** The row that the model reads: padded or cut at the front to `maxLength`. */
  readonly input: number[];
}

/** A pipeline on disk: preprocessing.json and vocabulary.json. */
export interface TextPipelineJson {
  readonly preprocessing: TextPreprocessing;
  /** The words by rank, from 1. */
  readonly vocabulary: readonly string[];
}

/**
 * Encodes raw texts as a model's input, and decodes them. Training, `predict` and the dashboard's playground all use it, so
 * that a text becomes the same ids everywhere.
 */
export class TextPipeline {
  private constructor(
    private readonly language: Language,
    /** Tokens in a row of the model's input. */
    readonly maxLength: number,
  ) {}

  /**
   * Learns the vocabulary of texts.
   *
   * @throws UserError like `fitEncode`
   */
  static async fit(
    texts: readonly string[],
    options: KoreanOptions | PlainOptions,
    corpus: CorpusOptions,
  ): Promise<TextPipeline> {
    return (await TextPipeline.fitEncode(texts, options, corpus)).pipeline;
  }

  /**
   * Learns the vocabulary of texts and encodes them: `fit`, then `encode`, but the texts are tokenized only once.
   *
   * @returns the pipeline, and the ids of the texts, shape [texts, maxLength]
   * @throws UserError `no-tokens` if the texts have no token at all; `num-words`, `max-length` for wrong options
   * @throws TextError if the texts can't be tokenized
   */
  static async fitEncode(
    texts: readonly string[],
    options: KoreanOptions | PlainOptions,
    corpus: CorpusOptions,
  ): Promise<{ pipeline: TextPipeline; encoded: EncodedTexts }> {
    const isPlain = 'splitter' in options;
    const table = isPlain
      ? tableOf(texts, options.splitter, corpus)
      : await tokenizeCorpus(texts, { ...options, ...corpus });
    if (table.ids.length === 0) throw noTokens(texts.length, options);
    const vocabulary = Vocabulary.fit(table, options);
    const language = isPlain
      ? new Plain(options.splitter, vocabulary, options.numWords)
      : new Korean(options, vocabulary);
    const pipeline = new TextPipeline(language, options.maxLength);
    return { pipeline, encoded: vocabulary.encode(table, options.maxLength) };
  }

  /**
   * A pipeline for English texts with a given vocabulary, such as that of Keras's IMDB data.
   *
   * @param words the most frequent first: `words[i]` has rank i + 1
   */
  static english(
    words: readonly string[],
    { maxLength, ...encoding }: RankEncoding & { readonly maxLength: number },
  ): TextPipeline {
    return new TextPipeline(new English(words, encoding), maxLength);
  }

  /**
   * The pipeline that `toJSON` describes.
   *
   * @throws UserError `reads-no-text` if it does not describe text input; `no-analyzer` for an unknown analyzer; `vocabulary`
   *   if a word is repeated
   */
  static fromJSON({ preprocessing, vocabulary }: TextPipelineJsonInput): TextPipeline {
    const { cleaning, numWords, maxLength } = preprocessing;
    const korean = CLEANINGS.find((name) => name === cleaning);
    if (korean && numWords && maxLength) {
      const options = { ...tokenizerOptions(preprocessing), cleaning: korean, numWords };
      return new TextPipeline(new Korean(options, Vocabulary.from(vocabulary)), maxLength);
    }
    const { indexFrom, startIndex, oovIndex } = preprocessing;
    if (cleaning === 'english' && numWords && maxLength && indexFrom && startIndex && oovIndex) {
      return TextPipeline.english(vocabulary, { numWords, maxLength, indexFrom, startIndex, oovIndex });
    }
    const splitter = SPLITTER_NAMES.find((name) => name === cleaning);
    if (splitter && numWords && maxLength && !indexFrom) {
      return new TextPipeline(new Plain(splitter, Vocabulary.from(vocabulary), numWords), maxLength);
    }
    throw noText();
  }

  /**
   * The ids of texts.
   *
   * @param corpus for many texts at once: how they are tokenized in worker threads
   * @returns shape [texts, maxLength]
   * @throws TextError if the texts can't be tokenized
   */
  encode(texts: readonly string[], corpus?: CorpusOptions): Promise<EncodedTexts> {
    return this.language.encode(texts, this.maxLength, corpus);
  }

  /**
   * Every step from one text to its ids.
   *
   * @throws TextError if the text can't be tokenized
   */
  async explain(text: string): Promise<ExplainedText> {
    const { tokens, sequence, ...steps } = await this.language.explain(text);
    const { data } = padSequences([sequence], this.maxLength);
    return { ...steps, tokens: cut(tokens, this.maxLength), input: [...data] };
  }

  /** The tokens of one row of encoded texts, without padding; null for an unknown word. */
  tokensOf({ data, shape }: NdArray, row: number): (string | null)[] {
    return this.language.tokens(data.subarray(row * shape[1], (row + 1) * shape[1]));
  }

  /** Whether one row of encoded texts holds a word of the vocabulary. */
  hasKnownWord({ data, shape }: NdArray, row: number): boolean {
    return data.subarray(row * shape[1], (row + 1) * shape[1]).some((id) => this.language.isKnown(id));
  }

  /** The words of ids as one text, unknown words as `[OOV]`. */
  decode(ids: Iterable<number>): string {
    return this.language.decode(ids);
  }

  /** For preprocessing.json and vocabulary.json. */
  toJSON(): TextPipelineJson {
    const { language, maxLength } = this;
    return { preprocessing: { kind: 'text', ...language.toJSON(), maxLength }, vocabulary: language.words };
  }
}

/** The input of `fromJSON`: a preprocessing.json of any kind. */
interface TextPipelineJsonInput {
  readonly preprocessing: Omit<TextPreprocessing, 'kind'>;
  readonly vocabulary: readonly string[];
}

function tokenizerOptions({
  analyzer,
  tokenForm,
  stopwords,
}: Omit<TextPreprocessing, 'kind'>): TokenizerOptions {
  if (!analyzer || !tokenForm || !stopwords) throw noText();
  const known = ANALYZER_NAMES.find((name) => name === analyzer);
  if (!known) {
    throw new UserError(
      'no-analyzer',
      `There is no analyzer ${analyzer}: train again with ${ANALYZER_NAMES.join(' or ')}.`,
      { name: analyzer },
    );
  }
  return { analyzer: known, tokenForm, stopwords };
}

function noTokens(texts: number, options: KoreanOptions | PlainOptions): UserError {
  const isCleaned = 'analyzer' in options && options.cleaning !== 'korean-raw';
  const why = isCleaned ? ' after cleaning and dropping stopwords: Korean keeps Hangul alone' : '';
  return new UserError(
    'no-tokens',
    `Nothing is left of the ${texts} training texts${why}; check that this is the right file.`,
    { texts },
  );
}

function noText(): UserError {
  return new UserError(
    'reads-no-text',
    'The model of this run reads no text: choose a run whose model does.',
  );
}

/** Only the last `maxLength` ids are read. */
function cut(tokens: readonly ExplainedToken[], maxLength: number): ExplainedToken[] {
  let excess = tokens.filter(({ index }) => index !== null).length - maxLength;
  return tokens.map((token) => {
    if (token.index === null || excess-- <= 0) return token;
    return { ...token, index: null, status: token.status === 'kept' ? 'cut' : token.status };
  });
}
