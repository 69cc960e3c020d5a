const counted = (count: number) => count.toLocaleString('en');

const en = {
  weights: 'Weights and gradients',
  norms: 'Norm of the gradient',
  normsRead:
    'If a network does not learn, look here first. A gradient that falls towards zero leaves its weight as it is; one that jumps by powers of ten throws the training off. Gradients are those before clipping.',
  saturation: 'Saturated gate values',
  saturationRead:
    'The share of a recurrent layer’s activated values, in the batch, at which the activation hardly reacts to its input: a sigmoid below 0.01 or above 0.99, a tanh beyond ±0.99. The more are saturated, the less of the gradient passes.',
  share: 'Share (%)',
  weight: 'Weight',
  values: 'Values',
  gradients: 'Gradients',
  step: 'Step',
  median: 'Median',
  middle: '25% to 75%',
  most: '5% to 95%',
  numbers: 'Numbers',
  min: 'Lowest',
  max: 'Highest',
  norm: 'Norm',
  zeros: 'Exactly zero',
  atStep: (step: number) => `Step ${counted(step)}`,
  figures: 'Figures of the weight',
  ofUsedRows:
    'The gradients of an embedding are those of the rows whose words are in the batch; all others are zero.',
  gates: {
    input: 'input gate',
    forget: 'forget gate',
    candidate: 'candidate',
    output: 'output gate',
    update: 'update gate',
    reset: 'reset gate',
    state: 'state',
  } as Readonly<Record<string, string>>,
  directions: { forward: 'forward', backward: 'backward' } as Readonly<Record<string, string>>,
};

const ko: typeof en = {
  weights: '가중치와 기울기',
  norms: '기울기의 노름',
  normsRead:
    '신경망이 배우지 못하면 먼저 여기를 보세요. 기울기가 0에 가까워지면 가중치가 바뀌지 않고, 기울기가 몇 자릿수씩 뛰면 학습이 무너집니다. 클리핑하기 전의 기울기입니다.',
  saturation: '포화된 게이트 값',
  saturationRead:
    '순환 층이 배치에서 낸 활성값 가운데, 활성화 함수가 입력에 거의 반응하지 않는 값의 비율입니다. 시그모이드는 0.01보다 작거나 0.99보다 클 때, tanh는 ±0.99를 벗어날 때입니다. 포화된 값이 많을수록 기울기가 덜 전달됩니다.',
  share: '비율(%)',
  weight: '가중치',
  values: '값',
  gradients: '기울기',
  step: '스텝',
  median: '중앙값',
  middle: '25%~75%',
  most: '5%~95%',
  numbers: '개수',
  min: '최솟값',
  max: '최댓값',
  norm: '노름',
  zeros: '정확히 0',
  atStep: (step) => `스텝 ${counted(step)}`,
  figures: '가중치의 수치',
  ofUsedRows: '임베딩의 기울기는 배치에 나온 단어의 행에 대한 것이며, 나머지 행의 기울기는 모두 0입니다.',
  gates: {
    input: '입력 게이트',
    forget: '망각 게이트',
    candidate: '후보',
    output: '출력 게이트',
    update: '업데이트 게이트',
    reset: '리셋 게이트',
    state: '상태',
  },
  directions: { forward: '정방향', backward: '역방향' },
};

export const runWeightsMessages = { en, ko };
