const en = {
  forecast: 'Target and output',
  target: 'target',
  output: 'output',
  time: 'Time',
  everyFifth: 'Every fifth point, as in the notebook',
  residuals: 'Residuals',
  residual: 'output − target',
  distribution: 'Distribution of the residuals',
  count: 'Points',
  baselines: 'Against simple baselines',
  model: 'Forecast',
  network: 'This network',
  baselineNames: {
    'last value': 'last value',
    'seasonal naive': 'seasonal naive',
    'Holt-Winters': 'Holt-Winters',
    'noise floor': 'noise floor (no forecast can do better)',
  },
  wins: (split: string) => `${split}: the network beats every baseline.`,
  loses: (split: string, names: string) => `${split}: the network loses to ${names} by RMSE.`,
  and: ' and ',
};

const ko: typeof en = {
  forecast: '목표와 출력',
  target: '목표',
  output: '출력',
  time: '시간',
  everyFifth: '노트북처럼 다섯 점마다 하나씩',
  residuals: '잔차',
  residual: '출력 − 목표',
  distribution: '잔차 분포',
  count: '점 개수',
  baselines: '단순한 기준 예측과 비교',
  model: '예측 방법',
  network: '이 신경망',
  baselineNames: {
    'last value': '직전 값',
    'seasonal naive': '계절 나이브',
    'Holt-Winters': '홀트-윈터스',
    'noise floor': '잡음 하한(어떤 예측도 이보다 나을 수 없음)',
  },
  wins: (split) => `${split}: 신경망이 모든 기준 예측보다 낫습니다.`,
  loses: (split, names) => `${split}: RMSE 기준으로 ${names} 예측이 신경망보다 낫습니다.`,
  and: ', ',
};

export const runSeriesMessages = { en, ko };
