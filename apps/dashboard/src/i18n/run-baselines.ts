const en = {
  baselines: 'Against simple baselines',
  predictor: 'Prediction by',
  network: 'This network',
  names: {
    'last value': 'last value',
    'seasonal naive': 'seasonal naive',
    'Holt-Winters': 'Holt-Winters',
    majority: 'the most frequent class',
    'linear model': 'a linear model of n-grams',
    'always the mean': 'always answering the mean',
    'noise floor': 'noise floor (no forecast can do better)',
  },
  wins: (metric: string) => `${metric}: the network beats every baseline.`,
  loses: (metric: string, names: string) => `${metric}: the network loses to ${names}.`,
  and: ' and ',
};

const ko: typeof en = {
  baselines: '단순한 기준 예측과 비교',
  predictor: '예측 방법',
  network: '이 신경망',
  names: {
    'last value': '직전 값',
    'seasonal naive': '계절 나이브',
    'Holt-Winters': '홀트-윈터스',
    majority: '가장 많은 클래스',
    'linear model': 'n-그램 선형 모델',
    'always the mean': '늘 평균을 답함',
    'noise floor': '잡음 하한(어떤 예측도 이보다 나을 수 없음)',
  },
  wins: (metric) => `${metric}: 신경망이 모든 기준 예측보다 낫습니다.`,
  loses: (metric, names) => `${metric}: ${names} 예측이 신경망보다 낫습니다.`,
  and: ', ',
};

export const runBaselinesMessages = { en, ko };
