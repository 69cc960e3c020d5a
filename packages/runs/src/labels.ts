/**
 * What people read for the names in run.json, on the terminal and on the dashboard. An entry point of its own, so that a
 * browser can load it without zod and Node.
 */
import type { Split } from './names';

/** A name's label by language. */
export interface Label {
  en: string;
  ko: string;
}

export const SPLIT_LABELS: Readonly<Record<Split, Label>> = {
  train: { en: 'Train', ko: '학습' },
  validation: { en: 'Validation', ko: '검증' },
  test: { en: 'Test', ko: '테스트' },
  holdout: { en: 'Hold-out', ko: '홀드아웃' },
};

const METRICS: Readonly<Record<string, Label>> = {
  loss: { en: 'loss', ko: '손실' },
  accuracy: { en: 'accuracy', ko: '정확도' },
  binaryAccuracy: { en: 'binary accuracy', ko: '이진 정확도' },
  categoricalAccuracy: { en: 'categorical accuracy', ko: '범주 정확도' },
  sparseCategoricalAccuracy: { en: 'sparse categorical accuracy', ko: '범주 정확도(정수 레이블)' },
  f1Score: { en: 'F1', ko: 'F1' },
  precision: { en: 'precision', ko: '정밀도' },
  recall: { en: 'recall', ko: '재현율' },
  auc: { en: 'AUC', ko: 'AUC' },
  mae: { en: 'MAE', ko: 'MAE' },
  rmse: { en: 'RMSE', ko: 'RMSE' },
  meanAbsoluteError: { en: 'mean absolute error', ko: '평균 절대 오차' },
  rootMeanSquaredError: { en: 'root mean squared error', ko: '평균 제곱근 오차' },
  r2Score: { en: 'R²', ko: 'R²' },
};

const UNITS: Readonly<Record<string, Label>> = {
  'deaths a month': { en: 'deaths/month', ko: '명/월' },
};

const BASELINES: Readonly<Record<string, Label>> = {
  'last value': { en: 'last value', ko: '직전 값' },
  'seasonal naive': { en: 'seasonal naive', ko: '계절 나이브' },
  'Holt-Winters': { en: 'Holt-Winters', ko: '홀트-윈터스' },
  majority: { en: 'the most frequent class', ko: '가장 많은 클래스' },
  'linear model': { en: 'a linear model of n-grams', ko: 'n-그램 선형 모델' },
  linear: { en: 'the linear model of n-grams alone', ko: 'n-그램 선형 모델 하나' },
  morphemes: { en: 'the network of morphemes alone', ko: '형태소 신경망 하나' },
  words: { en: 'the network of words alone', ko: '단어 신경망 하나' },
  syllables: { en: 'the network of syllables alone', ko: '음절 신경망 하나' },
  'always the mean': { en: 'always answering the mean', ko: '늘 평균을 답함' },
  'noise floor': {
    en: 'noise floor (no forecast can do better)',
    ko: '잡음 하한(어떤 예측도 이보다 나을 수 없음)',
  },
};

/** A metric's label; undefined for a metric of one's own. */
export function metricLabelOf(name: string): Label | undefined {
  return lookUp(METRICS, name);
}

/** The label of a metric's unit; undefined for another unit. */
export function unitLabelOf(unit: string): Label | undefined {
  return lookUp(UNITS, unit);
}

/** A baseline's label; undefined for a baseline of one's own. */
export function baselineLabelOf(name: string): Label | undefined {
  return lookUp(BASELINES, name);
}

function lookUp(labels: Readonly<Record<string, Label>>, name: string): Label | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}
