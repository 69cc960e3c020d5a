import { IMDB_ENCODING } from '@rnn-lab/data';
import { Vocabulary, WordIndex } from '@rnn-lab/text';
import { ANALYZER_NAMES, createTokenizer } from '@rnn-lab/text-ko';
import { UsageError } from './errors';
import type { Preprocessing } from '@rnn-lab/runs';
import type { TokenizerOptions } from '@rnn-lab/text-ko';

/** What all texts go through at last: a vocabulary of a certain size, and Keras's `pad_sequences`. */
interface TextPreprocessing {
  numWords: number;
  maxLength: number;
}

/** From a Korean text to a model's input: its tokens, Keras's `Tokenizer(num_words)`, `pad_sequences`. */
export type KoreanPreprocessing = TokenizerOptions & TextPreprocessing;

const KOREAN = 'korean';
const ENGLISH = 'english';

const NOTHING = {
  schemaVersion: 2,
  cleaning: null,
  analyzer: null,
  tokenForm: null,
  stopwords: null,
  numWords: null,
  maxLength: null,
  indexFrom: null,
  startIndex: null,
  oovIndex: null,
  scaling: null,
};

/** What preprocessing.json holds of a Korean text's way. */
export function describeKorean(korean: KoreanPreprocessing): Preprocessing {
  const { analyzer, tokenForm, stopwords, numWords, maxLength } = korean;
  const text = { cleaning: KOREAN, analyzer, tokenForm, stopwords: [...stopwords] };
  return { ...NOTHING, ...text, kind: 'text', numWords, maxLength, indexFrom: 0 };
}

/** The same for an English text: words separated as Keras's `Tokenizer` does, numbered as its `imdb.load_data`. */
export function describeEnglish({ numWords, maxLength }: TextPreprocessing): Preprocessing {
  return { ...NOTHING, kind: 'text', cleaning: ENGLISH, numWords, maxLength, ...IMDB_ENCODING };
}

/** The same for windows of a series, standardized or as it is. */
export function describeSeries(
  windowLength: number,
  scaling?: { mean: number; deviation: number },
): Preprocessing {
  const { mean, deviation } = scaling ?? { mean: 0, deviation: 1 };
  return { ...NOTHING, kind: 'series', maxLength: windowLength, scaling: { mean, deviation } };
}

/** From raw texts to the sequences that a model was trained on, and the length they are padded to. */
export interface TextReader {
  sequences(texts: readonly string[]): Promise<number[][]>;
  maxLength: number;
}

/** @throws UsageError where the model reads no text */
export async function textReader(
  { cleaning, maxLength, numWords, ...described }: Preprocessing,
  words: readonly string[],
): Promise<TextReader> {
  const { tokenForm, stopwords } = described;
  const analyzer = ANALYZER_NAMES.find((name) => name === described.analyzer);
  if (cleaning === ENGLISH && numWords && maxLength) {
    const index = new WordIndex(words, { ...IMDB_ENCODING, numWords });
    return {
      sequences: async (texts) => texts.map((text) => index.textToSequence(text)),
      maxLength,
    };
  }
  if (cleaning === KOREAN && analyzer && tokenForm && stopwords && maxLength) {
    const tokenizer = await createTokenizer({ analyzer, tokenForm, stopwords });
    const vocabulary = Vocabulary.from(words);
    return {
      sequences: async (texts) => vocabulary.textsToSequences(await tokenizer.tokenize(texts)),
      maxLength,
    };
  }
  throw new UsageError('The model of this run reads no text; predict needs one that does.');
}
