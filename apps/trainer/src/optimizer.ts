import { choice, real } from '@rnn-lab/lab';
import type { OptimizerOptions } from '@rnn-lab/engine';
import type { Values } from '@rnn-lab/lab';

/** The optimizer's parameters, the same for every experiment. Those without a value are the recipe's. */
export const OPTIMIZER = {
  optimizer: choice(['adam', 'adamW', 'sgd', 'rmsprop', 'adagrad'], null, {
    en: 'optimizer (default: adam)',
    ko: '옵티마이저(기본값: adam)',
  }),
  learningRate: real(
    0.001,
    { en: 'learning rate of the optimizer', ko: '옵티마이저의 학습률' },
    { above: 0 },
  ),
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

export function optimizerOf({
  optimizer,
  learningRate,
  clipNorm,
}: Values<typeof OPTIMIZER>): OptimizerOptions {
  return { name: optimizer ?? 'adam', learningRate, ...(clipNorm !== null && { clipNorm }) };
}
