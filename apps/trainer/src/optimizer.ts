import { choice, real } from '@rnn-lab/lab';
import type { OptimizerOptions } from '@rnn-lab/engine';
import type { Values } from '@rnn-lab/lab';

/** The optimizer's parameters, the same for every experiment. Those without a value are the recipe's. */
export const OPTIMIZER = {
  optimizer: choice(['adam', 'adamW', 'sgd', 'rmsprop', 'adagrad'], null, 'optimizer (default: adam)'),
  learningRate: real(0.001, 'learning rate of the optimizer', { above: 0 }),
  clipNorm: real(null, "scales down each weight's gradient to at most this norm (default: no clipping)", {
    above: 0,
  }),
};

export function optimizerOf({
  optimizer,
  learningRate,
  clipNorm,
}: Values<typeof OPTIMIZER>): OptimizerOptions {
  return { name: optimizer ?? 'adam', learningRate, ...(clipNorm !== null && { clipNorm }) };
}
