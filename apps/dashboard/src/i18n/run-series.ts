const en = {
  forecast: 'Target and output',
  target: 'Target',
  output: 'Output',
  time: 'Time',
  value: 'Value',
  everyFifth: 'Every fifth point, as in the notebook',
  residuals: 'Residuals',
  residual: 'Output − target',
  distribution: 'Residual distribution',
  count: 'Points',
  horizon: 'Steps ahead',
};

const ko: typeof en = {
  forecast: '목표와 출력',
  target: '목표',
  output: '출력',
  time: '시점',
  value: '값',
  everyFifth: '노트북처럼 다섯 점마다 하나씩',
  residuals: '잔차',
  residual: '출력 − 목표',
  distribution: '잔차 분포',
  count: '점 개수',
  horizon: '예측 단계',
};

export const runSeriesMessages = { en, ko };
