import { ANALYZER_NAMES } from '@rnn-lab/text-ko';
import { UsageError } from './errors';
import type { Preprocessing } from '@rnn-lab/runs';
import type { TokenizerOptions } from '@rnn-lab/text-ko';

/** From a Korean text to a model's input: its tokens, Keras's `Tokenizer(num_words)`, `pad_sequences`. */
export interface KoreanPreprocessing extends TokenizerOptions {
  numWords: number;
  maxLength: number;
}

const CLEANING = 'korean';

/** What preprocessing.json holds of it. */
export function describeKorean(korean: KoreanPreprocessing): Preprocessing {
  const { analyzer, units, stopwords, numWords, maxLength } = korean;
  return {
    kind: 'text',
    cleaning: CLEANING,
    analyzer,
    units,
    stopwords: [...stopwords],
    numWords,
    maxLength,
    indexFrom: 0,
    startIndex: null,
    oovIndex: null,
    scaling: null,
  };
}

/** @throws UsageError where a model reads something else than Korean text */
export function koreanFrom({ cleaning, ...described }: Preprocessing): KoreanPreprocessing {
  const { units, stopwords, numWords, maxLength } = described;
  const analyzer = ANALYZER_NAMES.find((name) => name === described.analyzer);
  if (cleaning !== CLEANING || !analyzer || !units || !stopwords || !numWords || !maxLength) {
    throw new UsageError('The model of this run reads no Korean text; predict needs one that does.');
  }
  return { analyzer, units, stopwords, numWords, maxLength };
}
