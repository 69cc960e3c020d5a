const en = {
  memory: 'How far back it remembers',
  task: 'The adding problem: a network reads a random number from 0 to 1 at each step. Two of them are marked, one of the first ten and a later one; after the last step the network answers their sum. It has to keep the first number for at least as many steps as the lag says. The networks of one lag learn from the same sequences, and all have about as many weights.',
  errors: 'Test error against lag',
  errorsRead:
    'On the dashed line, a network is no better than always answering the mean: the first number is lost on the way. Near zero, it has kept it.',
  lag: 'Lag (steps)',
  error: 'Mean squared error',
  mean: 'Always the mean',
  gradients: 'What the loss depends on',
  gradientsRead:
    'A network learns from an input only if its loss depends on that input. The curves show how much, as the norm of the gradient, from the last step on the left to the first one on the right. Each step back multiplies it by much the same factor, so that on this logarithmic scale forgetting is a falling line.',
  slopes:
    'Compare slopes, not heights: a smaller error makes all of a network’s gradients smaller. Before the training, LSTM and GRU forget even faster than the SimpleRNN, because their gates are only partly open. But a gate can learn to stay open or closed: after the training, the line of a network that has solved its task hardly falls. A SimpleRNN has no gate: all that it keeps passes through the same matrix at every step, and if it fails, its line falls.',
  ofLag: 'Lag',
  before: 'Before the training',
  after: 'After the training',
  stepsBack: 'Steps back',
  norm: 'Norm of the gradient',
};

const ko: typeof en = {
  memory: '얼마나 멀리까지 기억하는가',
  task: '덧셈 문제: 신경망은 스텝마다 0과 1 사이의 난수를 하나씩 읽습니다. 그중 두 개에 표시가 있는데, 하나는 처음 열 개 가운데, 하나는 그 뒤에 있습니다. 신경망은 마지막 스텝 뒤에 두 수의 합을 답합니다. 그러려면 첫 번째 수를 적어도 지연만큼의 스텝 동안 간직해야 합니다. 지연이 같은 신경망은 같은 시퀀스로 학습하며, 매개변수 수는 모두 거의 같습니다.',
  errors: '지연에 따른 테스트 오차',
  errorsRead:
    '점선 위의 신경망은 늘 평균을 답하는 것보다 낫지 않습니다. 첫 번째 수를 도중에 잃어버린 것입니다. 0에 가까우면 끝까지 간직한 것입니다.',
  lag: '지연(스텝)',
  error: '평균 제곱 오차',
  mean: '늘 평균을 답함',
  gradients: '손실은 무엇에 달려 있는가',
  gradientsRead:
    '손실이 어떤 입력에 달려 있어야 신경망이 그 입력에서 배울 수 있습니다. 곡선은 그 정도를 기울기의 노름으로, 왼쪽의 마지막 스텝부터 오른쪽의 첫 스텝까지 보여 줍니다. 한 스텝 거슬러 갈 때마다 비슷한 배수가 곱해지므로, 이 로그 눈금에서 망각은 내려가는 직선으로 나타납니다.',
  slopes:
    '높이가 아니라 기운 정도를 비교하세요. 오차가 작으면 그 신경망의 기울기는 모두 작아집니다. 학습 전에는 LSTM과 GRU가 SimpleRNN보다 더 빨리 잊는데, 게이트가 일부만 열려 있기 때문입니다. 그러나 게이트는 계속 열어 두거나 닫아 두는 법을 배울 수 있습니다. 학습 뒤에, 과제를 푼 신경망의 선은 거의 내려가지 않습니다. SimpleRNN에는 게이트가 없습니다. 간직하는 것은 모두 스텝마다 같은 행렬을 거치며, 과제를 풀지 못하면 선이 내려갑니다.',
  ofLag: '지연',
  before: '학습 전',
  after: '학습 뒤',
  stepsBack: '거슬러 간 스텝',
  norm: '기울기의 노름',
};

export const runMemoryMessages = { en, ko };
