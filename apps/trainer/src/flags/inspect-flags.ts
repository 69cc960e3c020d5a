import { choice } from '@rnn-lab/lab';
import series from '../experiments/series';
import text from '../experiments/text';
import type { Values } from '@rnn-lab/lab';

const { encoding, textColumn, labelColumn, language, stopwords, numWords, maxLength } = text.parameters;
const { value, features, time, decimal, thousands, fill, window, horizon, season } = series.parameters;

/** What `inspect` takes of the parameters of text and series, with their defaults. */
export const INSPECT_FLAGS = {
  kind: choice(['text', 'series'], null, {
    en: 'what the file has (default: texts if it has columns of texts and labels)',
    ko: '파일의 내용(기본값: 텍스트와 레이블 열이 있으면 텍스트)',
  }),
  encoding,
  textColumn,
  labelColumn,
  language,
  stopwords,
  numWords,
  maxLength,
  value,
  features,
  time,
  decimal,
  thousands,
  fill,
  window,
  horizon,
  season,
};

export type InspectFlags = Values<typeof INSPECT_FLAGS>;
