const en = {
  baselines: 'Against simple baselines',
  predictor: 'Prediction by',
  network: 'This network',
  wins: (metric: string) => `${metric}: the network beats every baseline.`,
  loses: (metric: string, names: string) => `${metric}: the network loses to ${names}.`,
  and: ' and ',
};

const ko: typeof en = {
  baselines: '단순한 기준 예측과 비교',
  predictor: '예측 방법',
  network: '이 신경망',
  wins: (metric) => `${metric}: 신경망이 모든 기준 예측보다 낫습니다.`,
  loses: (metric, names) => `${metric}: ${names} 예측이 신경망보다 낫습니다.`,
  and: ', ',
};

export const runBaselinesMessages = { en, ko };
