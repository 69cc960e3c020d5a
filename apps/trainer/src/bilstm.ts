import { integer, real } from '@rnn-lab/lab';
import { ngramBags } from '@rnn-lab/text';
import { OPTIMIZER } from './optimizer';

/** Pairs and triples of characters: a Korean morpheme has few. */
const NGRAM_LENGTHS = [2, 3] as const;
/** Enough for every word of up to 12 characters. */
const NGRAMS_OF_A_WORD = 24;

/** How the reviews are split into morphemes: as they are, with punctuation, ㅋㅋ and emoji. */
export const RAW_MORPHEMES = {
  analyzer: 'mecab-ko',
  cleaning: 'korean-raw',
  tokenForm: 'surface',
  stopwords: [],
} as const;

/** The parameters of a bidirectional LSTM on tokens of a text. */
export const BILSTM = {
  numWords: integer(
    50_000,
    { en: 'size of the vocabulary, including padding', ko: '어휘 크기(패딩 포함)' },
    { min: 2 },
  ),
  maxLength: integer(
    60,
    {
      en: 'tokens per review; a longer review keeps its last ones',
      ko: '리뷰마다 토큰 수, 더 긴 리뷰는 뒷부분만 남김',
    },
    { min: 1 },
  ),
  embeddingDimension: integer(100, {
    en: 'size of the vectors of words and n-grams',
    ko: '단어와 n-그램 벡터의 크기',
  }),
  lstmUnits: integer(128, {
    en: 'units of each direction of the LSTM',
    ko: 'LSTM의 방향마다 유닛 수',
  }),
  dropout: real(
    0.4,
    { en: 'dropout before and after the LSTM', ko: 'LSTM 앞과 뒤의 드롭아웃' },
    { min: 0, below: 1 },
  ),
  ...OPTIMIZER,
  learningRate: { ...OPTIMIZER.learningRate, default: 0.002 },
  schedule: { ...OPTIMIZER.schedule, default: 'oneCycle' as const },
  clipNorm: { ...OPTIMIZER.clipNorm, default: 1 },
  epochs: integer(3, { en: 'passes over the training reviews', ko: '학습 리뷰 전체를 반복하는 횟수' }),
  batchSize: integer(64, { en: 'reviews per optimizer step', ko: '스텝마다 쓰는 리뷰 수' }),
  validationSplit: real(
    1 / 15,
    {
      en: 'fraction of the training reviews, from the end, kept for validation',
      ko: '학습 리뷰의 끝에서 검증용으로 남기는 비율',
    },
    { above: 0, below: 1 },
  ),
};

/** The parameter of one that reads the characters of its tokens, too. */
export const NGRAM_TABLE = {
  ngramTableSize: integer(
    65_536,
    {
      en: 'rows of the table that the n-grams of characters share',
      ko: '글자 n-그램이 나누어 쓰는 표의 행 수',
    },
    { min: 2 },
  ),
};

/** The n-grams of a vocabulary's words, for `textBilstm`. */
export function ngramsOf(
  vocabulary: readonly string[],
  { numWords, ngramTableSize: tableSize }: { numWords: number; ngramTableSize: number },
) {
  const options = { lengths: NGRAM_LENGTHS, tableSize, bagSize: NGRAMS_OF_A_WORD };
  return { tableSize, bags: ngramBags(vocabulary, numWords, options) };
}
