import { on } from '@rnn-lab/lab';

/** The parameter of every experiment on a series that compares its forecasts. */
export const SERIES_BASELINES = {
  baselines: on({
    en: 'skip the baselines that the forecasts are compared with, such as the last value',
    ko: '예측과 비교하는 기준 예측(마지막 값 등)을 생략',
  }),
};
