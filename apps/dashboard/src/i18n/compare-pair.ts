const en = {
  title: 'What changed',
  a: 'A',
  b: 'B',
  runOf: (side: string) => `Run ${side}`,
  representatives: (metric: string) =>
    `A and B stand for their seed sets: of each, the run with the median ${metric}.`,
  noCommonSplit: 'These two runs have no predictions of the same split; choose others.',
  loading: 'Loading…',

  outcomes: 'Texts by which run is right; a cell shows its texts below',
  right: (side: string) => `${side} right`,
  wrong: (side: string) => `${side} wrong`,
  cell: (cell: string, count: string, share: string) => `${cell}: ${count} (${share})`,
  cells: {
    'both-right': 'Both right',
    'only-a': 'Only A right',
    'only-b': 'Only B right',
    'both-wrong': 'Both wrong',
  },
  asMany: (rows: string) => `A and B get the same number of the ${rows} texts right.`,
  more: (side: string, count: string, rows: string) =>
    `${side} gets ${count} more of the ${rows} texts right.`,
  moreThanNoise: 'A difference this size is more than noise',
  withinNoise: 'A difference this size is not more than noise',
  tests: {
    exact: (p: string) => `McNemar’s exact test: ${p}`,
    'chi-square': (p: string) => `McNemar’s test, chi-square with continuity correction: ${p}`,
  },
  noiseAbout:
    'The test counts only texts that one run gets right, and says how often chance alone would split them this unevenly. From p = 0.05 on, a difference counts as noise. The test knows the noise of the texts, not that of the seeds.',

  texts: 'Texts, largest change first',
  search: 'Search in the texts',
  found: (count: string) => (count === '1' ? '1 text' : `${count} texts`),
  none: 'No text matches.',
  show: 'Show',
  shows: {
    flipped: 'Flipped: one run is right',
    'only-a': 'Only A right',
    'only-b': 'Only B right',
    'both-wrong': 'Both wrong',
    'both-right': 'Both right',
    all: 'All texts',
  },
  label: 'Label',

  nearer: (a: string, b: string, total: string) =>
    `Of ${total} forecasts, A is nearer to the target in ${a}, B in ${b}.`,
  signTests: {
    exact: (p: string) => `exact sign test: ${p}`,
    'chi-square': (p: string) => `sign test, chi-square with continuity correction: ${p}`,
  },
  signTestAbout:
    'The test says how often chance alone would split the nearer forecasts this unevenly. It takes them for independent; neighboring forecasts resemble each other, so p is rather too small.',
  meanError: (side: string) => `Mean absolute error of ${side}`,
  gain: '|error of A| − |error of B|',
  gainAbout: 'Above 0, B is nearer to the target; below, A.',
  horizon: 'Steps ahead',
  time: 'Time',
  target: 'Target',
  output: (side: string) => `Output of ${side}`,
  error: (side: string) => `|Error of ${side}|`,
  forecasts: 'Forecasts, largest difference first',
};

const ko: typeof en = {
  title: '무엇이 달라졌나',
  a: 'A',
  b: 'B',
  runOf: (side) => `실행 ${side}`,
  representatives: (metric) =>
    `A와 B는 각 시드 묶음을 대표합니다. 묶음마다 ${metric} 값이 중앙값인 실행입니다.`,
  noCommonSplit: '두 실행에 같은 분할의 예측이 없습니다. 다른 실행을 선택해 주십시오.',
  loading: '불러오는 중…',

  outcomes: '어느 실행이 맞혔는지에 따른 텍스트 수. 칸을 누르면 아래에 그 텍스트가 나옵니다',
  right: (side) => `${side} 맞음`,
  wrong: (side) => `${side} 틀림`,
  cell: (cell, count, share) => `${cell}: ${count}건 (${share})`,
  cells: {
    'both-right': '둘 다 맞음',
    'only-a': 'A만 맞음',
    'only-b': 'B만 맞음',
    'both-wrong': '둘 다 틀림',
  },
  asMany: (rows) => `A와 B는 텍스트 ${rows}건 가운데 같은 수를 맞혔습니다.`,
  more: (side, count, rows) => `${side}가 텍스트 ${rows}건 가운데 ${count}건을 더 맞혔습니다.`,
  moreThanNoise: '이 정도의 차이는 잡음보다 큽니다',
  withinNoise: '이 정도의 차이는 잡음보다 크지 않습니다',
  tests: {
    exact: (p) => `맥니머 정확 검정: ${p}`,
    'chi-square': (p) => `맥니머 검정(연속성 보정 카이제곱): ${p}`,
  },
  noiseAbout:
    '이 검정은 한 실행만 맞힌 텍스트를 세어, 우연만으로 이만큼 치우칠 확률을 구합니다. p가 0.05 이상이면 잡음으로 봅니다. 텍스트에서 오는 잡음만 알며, 시드에 따른 잡음은 모릅니다.',

  texts: '가장 많이 달라진 텍스트부터',
  search: '텍스트에서 찾기',
  found: (count) => `텍스트 ${count}건`,
  none: '조건에 맞는 텍스트가 없습니다.',
  show: '보기',
  shows: {
    flipped: '뒤바뀐 것: 한 실행만 맞음',
    'only-a': 'A만 맞음',
    'only-b': 'B만 맞음',
    'both-wrong': '둘 다 틀림',
    'both-right': '둘 다 맞음',
    all: '모든 텍스트',
  },
  label: '정답',

  nearer: (a, b, total) => `예측 ${total}개 가운데 A가 목표에 더 가까운 것은 ${a}개, B는 ${b}개입니다.`,
  signTests: {
    exact: (p) => `정확 부호 검정: ${p}`,
    'chi-square': (p) => `부호 검정(연속성 보정 카이제곱): ${p}`,
  },
  signTestAbout:
    '이 검정은 우연만으로 더 가까운 예측이 이만큼 치우칠 확률을 구합니다. 예측이 서로 독립이라고 보지만 이웃한 예측은 서로 비슷하므로, p는 실제보다 작은 편입니다.',
  meanError: (side) => `${side}의 평균 절대 오차`,
  gain: '|A의 오차| − |B의 오차|',
  gainAbout: '0보다 크면 B가, 작으면 A가 목표에 더 가깝습니다.',
  horizon: '예측 단계',
  time: '시점',
  target: '목표',
  output: (side) => `${side}의 출력`,
  error: (side) => `|${side}의 오차|`,
  forecasts: '차이가 가장 큰 예측부터',
};

export const comparePairMessages = { en, ko };
