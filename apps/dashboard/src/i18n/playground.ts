const en = {
  title: 'Playground',
  back: 'Back to the run',
  loading: (percent: number) => `Loading the model: ${percent}%`,
  failed: (reason: string) => `The model can't be loaded: ${reason}`,
  computedBy: (backend: string) => `Computed in this browser (TensorFlow.js, ${backend}, float32)`,
  noModel: {
    yet: 'This run is still training. Its model is saved when the training ends.',
    ever: 'This run has no saved model. A model is saved when the training ends.',
  },
  noPreprocessing: (reason: string) => `The input of this run’s model can’t be prepared: ${reason}`,
  otherDictionary: ({ trained, here }: { trained: string; here: string }) =>
    `This run’s texts were analyzed with mecab-ko-dic ${trained}, and here it is ${here}: morphemes and probabilities may differ from the run’s.`,

  review: 'Review',
  reviewHint: { ko: 'Type a review in Korean', en: 'Type a review in English' },
  tooLong: (length: string, most: string) =>
    `This review has ${length} characters, and up to ${most} can be tried; shorten it.`,
  examples: 'From this run’s test predictions',
  labels: ['negative', 'positive'],
  labeled: (label: string) => `labeled ${label}`,
  probability: 'Probability of a positive review',
  probabilityOf: (name: string) => `Probability of “${name}”`,
  probabilities: 'Probability by class',
  allClasses: (count: number) => `Show all ${count} classes`,
  fewerClasses: 'Show fewer classes',
  inPredictions: (probability: string, label: string) =>
    `In the run’s predictions: ${probability}; labeled ${label}`,
  nothingFed: 'No word of this text is fed to the model; this is its answer to an empty review.',
  ensembleHint: (members: readonly string[]) =>
    `The weighted sum of the log-odds of ${members.join(', ')}. They read different tokens: what each token adds is on the pages of the networks, which are runs of the same group.`,
  tokens: 'Tokens',
  tokensHint:
    'The number is what the probability loses when the token is left out: blue pushes to positive, orange to negative.',
  tokensHintOf: (name: string) =>
    `The number is what the probability of “${name}” loses when the token is left out: blue speaks for it, orange against it.`,
  status: { kept: 'fed', stopword: 'stopword', unknown: 'unknown', cut: 'cut off' },
  asTable: 'As a table',
  position: 'No.',
  surface: 'In the text',
  lookedUp: 'Looked up',
  use: 'Use',
  index: 'Index',
  effect: 'Effect',

  part: 'Split',
  start: 'First forecast at',
  steps: 'Steps',
  forecastHint: (window: number) =>
    `The model sees the ${window} true values before the start; after that, its own outputs.`,
  unseen: 'Not trained on from here',
  outOfSample: 'The model was not trained on the values that it forecasts here.',
  inSample: (unseen: string | null) =>
    'In-sample: the model was trained on values that it forecasts here' +
    (unseen === null ? '' : ` (all before ${unseen})`) +
    ', so these errors are smaller than those of a real forecast.',
  truth: 'truth',
  forecast: 'forecast',
  lastValue: 'last value',
  chartLabel: 'Forecast against the truth',
  time: 'Time',
  errors: (steps: number) => `Errors over ${steps} steps whose truth is known`,
  mae: 'MAE',
  rmse: 'RMSE',
  tooShort: 'The predictions of this run are too few to fill the model’s window.',
};

const ko: typeof en = {
  title: '모델 시험해 보기',
  back: '실행으로 돌아가기',
  loading: (percent) => `모델을 불러오는 중: ${percent}%`,
  failed: (reason) => `모델을 불러올 수 없습니다: ${reason}`,
  computedBy: (backend) => `이 브라우저에서 계산합니다 (TensorFlow.js, ${backend}, float32)`,
  noModel: {
    yet: '아직 학습 중인 실행입니다. 모델은 학습이 끝날 때 저장됩니다.',
    ever: '이 실행에는 저장된 모델이 없습니다. 모델은 학습이 끝날 때 저장됩니다.',
  },
  noPreprocessing: (reason) => `이 실행의 모델에 입력을 넣을 수 없습니다: ${reason}`,
  otherDictionary: ({ trained, here }) =>
    `이 실행의 텍스트는 mecab-ko-dic ${trained}(으)로 분석했지만 여기에는 ${here}이(가) 설치되어 있습니다. 형태소와 확률이 실행의 값과 다를 수 있습니다.`,

  review: '리뷰',
  reviewHint: { ko: '한국어 리뷰를 입력하십시오', en: '영어 리뷰를 입력하십시오' },
  tooLong: (length, most) => `리뷰가 ${length}자입니다. ${most}자까지 시험할 수 있으니 줄여 주십시오.`,
  examples: '이 실행의 테스트 예측에서',
  labels: ['부정', '긍정'],
  labeled: (label) => `정답 ${label}`,
  probability: '긍정 리뷰일 확률',
  probabilityOf: (name) => `“${name}”일 확률`,
  probabilities: '클래스별 확률',
  allClasses: (count) => `클래스 ${count}개 모두 보기`,
  fewerClasses: '클래스 접기',
  inPredictions: (probability, label) => `실행의 예측값: ${probability}, 정답: ${label}`,
  nothingFed: '이 텍스트에는 모델에 들어가는 단어가 없습니다. 빈 리뷰에 대한 모델의 답입니다.',
  ensembleHint: (members) =>
    `${members.join(', ')} 로그 오즈의 가중합입니다. 서로 다른 토큰을 읽으므로, 토큰마다의 영향은 같은 그룹에 있는 각 신경망 실행의 화면에서 볼 수 있습니다.`,
  tokens: '토큰',
  tokensHint:
    '숫자는 그 토큰을 뺐을 때 줄어드는 확률입니다. 파란색은 긍정, 주황색은 부정 쪽으로 밀어 줍니다.',
  tokensHintOf: (name) =>
    `숫자는 그 토큰을 뺐을 때 줄어드는 “${name}”의 확률입니다. 파란색은 이 클래스에 유리하고, 주황색은 불리합니다.`,
  status: { kept: '입력됨', stopword: '불용어', unknown: '미등록어', cut: '잘림' },
  asTable: '표로 보기',
  position: '번호',
  surface: '본문',
  lookedUp: '찾은 단어',
  use: '쓰임',
  index: '인덱스',
  effect: '영향',

  part: '분할',
  start: '예측 시작',
  steps: '단계 수',
  forecastHint: (window) => `시작 전의 실제 값 ${window}개를 넣고, 그다음부터는 모델의 출력을 다시 넣습니다.`,
  unseen: '여기부터 학습하지 않은 값',
  outOfSample: '여기서 예측하는 값은 모델이 학습하지 않은 값입니다.',
  inSample: (unseen) =>
    `표본 내 예측입니다. 모델이 학습한 값${unseen === null ? '' : `(${unseen} 이전)`}을 예측하므로 오차가 실제 예측보다 작게 나옵니다.`,
  truth: '실제',
  forecast: '예측',
  lastValue: '직전 값',
  chartLabel: '예측과 실제 값',
  time: '시점',
  errors: (steps) => `실제 값이 있는 ${steps}단계의 오차`,
  mae: 'MAE',
  rmse: 'RMSE',
  tooShort: '이 실행의 예측이 너무 적어 모델의 윈도를 채울 수 없습니다.',
};

export const playgroundMessages = { en, ko };
