import { flag, number, optional } from '../options';
import type { Schedule } from './schedule';

export interface ExponentialDecayOptions {
  initialLearningRate: number;
  /** Steps in which the learning rate is multiplied by `decayRate` once. */
  decaySteps: number;
  decayRate: number;
  /** Whether the learning rate falls once every `decaySteps` steps instead of a little at every step; default false. */
  staircase?: boolean;
}

/** Keras's `ExponentialDecay`: initialLearningRate · decayRate^(step / decaySteps). */
export const exponentialDecay: Schedule<ExponentialDecayOptions> = {
  checks: {
    initialLearningRate: number({ above: 0 }),
    decaySteps: number({ above: 0 }),
    decayRate: number({ above: 0 }),
    staircase: optional(flag),
  },
  learningRate({ initialLearningRate, decaySteps, decayRate, staircase = false }, step) {
    const exponent = step / decaySteps;
    return initialLearningRate * decayRate ** (staircase ? Math.floor(exponent) : exponent);
  },
};
