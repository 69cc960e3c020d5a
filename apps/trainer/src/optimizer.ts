import { OPTIMIZER_NAMES } from '@rnn-lab/engine';
import { choice, real } from '@rnn-lab/lab';
import type { OptimizerOptions } from '@rnn-lab/engine';
import type { Values } from '@rnn-lab/lab';

/** The optimizer's parameters, the same for every experiment. Those without a value are the recipe's. */
export const OPTIMIZER = {
  optimizer: choice(OPTIMIZER_NAMES, null, {
    en: 'optimizer (default: adam)',
    ko: '옵티마이저(기본값: adam)',
  }),
  learningRate: real(
    0.001,
    {
      en: 'learning rate of the optimizer; the highest one of a schedule',
      ko: '옵티마이저의 학습률. 스케줄에서는 가장 높은 값',
    },
    { above: 0 },
  ),
  schedule: choice(['constant', 'cosineDecay', 'oneCycle'], null, {
    en: 'how the learning rate changes over all epochs (default: constant)',
    ko: '전체 에포크에 걸쳐 학습률이 변하는 방식(기본값: constant, 변하지 않음)',
  }),
  clipNorm: real(
    null,
    {
      en: "scales down each weight's gradient to at most this norm (default: no clipping)",
      ko: '가중치마다 기울기의 노름을 이 값 이하로 줄임(기본값: 줄이지 않음)',
    },
    {
      above: 0,
    },
  ),
};

type Params = Values<typeof OPTIMIZER> & { epochs: number; batchSize: number };

/** @param rows of the training, without those for validation */
export function optimizerOf(params: Params, rows: number): OptimizerOptions {
  const { optimizer, clipNorm, epochs, batchSize } = params;
  const steps = epochs * Math.ceil(rows / batchSize);
  return {
    name: optimizer ?? 'adam',
    learningRate: learningRateOf(params, steps),
    ...(clipNorm !== null && { clipNorm }),
  };
}

function learningRateOf({ learningRate, schedule }: Params, steps: number): OptimizerOptions['learningRate'] {
  switch (schedule) {
    case 'cosineDecay':
      return { name: 'cosineDecay', initialLearningRate: learningRate, decaySteps: steps };
    case 'oneCycle':
      return { name: 'oneCycle', maxLearningRate: learningRate, totalSteps: steps };
    case 'constant':
    case null:
      return learningRate;
  }
}
