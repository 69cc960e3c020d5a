const en = {
  title: 'Runs by any two values',
  x: 'X axis',
  y: 'Y axis',
  log: 'Log scale',
  logOf: (axis: string) => `${axis} on a log scale`,
  noLog: 'A log scale needs values above 0.',
  against: (y: string, x: string) => `${y} by ${x}`,
  importance: (metric: string) => `What ${metric} follows: Spearman’s rank correlation`,
  parameter: 'Hyperparameter',
  runs: 'Runs',
  correlation: 'ρ',
  importanceAbout:
    '+1: the higher the hyperparameter, the higher the metric; −1: the lower; 0: no such order. Among few runs a large ρ may be chance, and if several hyperparameters change together it doesn’t say which one matters.',
  tooFew: 'A rank correlation needs three runs that differ in a numeric hyperparameter and in the metric.',
  unordered: (names: string) => `Left out, because their values have no order: ${names}.`,
};

const ko: typeof en = {
  title: '두 값으로 보는 실행',
  x: '가로축',
  y: '세로축',
  log: '로그 눈금',
  logOf: (axis) => `${axis} 로그 눈금`,
  noLog: '로그 눈금은 0보다 큰 값에만 쓸 수 있습니다.',
  against: (y, x) => `${x}에 따른 ${y}`,
  importance: (metric) => `${metric}와(과) 하이퍼파라미터의 스피어만 순위 상관`,
  parameter: '하이퍼파라미터',
  runs: '실행',
  correlation: 'ρ',
  importanceAbout:
    '+1이면 하이퍼파라미터가 클수록 지표도 크고, −1이면 작아지며, 0이면 그런 순서가 없습니다. 실행이 적으면 큰 ρ도 우연일 수 있고, 여러 하이퍼파라미터가 함께 바뀌면 어느 것 때문인지 알 수 없습니다.',
  tooFew: '순위 상관을 구하려면 숫자 하이퍼파라미터와 지표가 서로 다른 실행이 3개 있어야 합니다.',
  unordered: (names) => `값에 순서가 없어 뺐습니다: ${names}.`,
};

export const compareScatterMessages = { en, ko };
