const en = {
  baselines: 'Against simple baselines',
  predictor: 'Prediction by',
  network: 'This network',
};

const ko: typeof en = {
  baselines: '단순한 기준 예측과 비교',
  predictor: '예측 방법',
  network: '이 신경망',
};

export const runBaselinesMessages = { en, ko };
