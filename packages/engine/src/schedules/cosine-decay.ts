import { number, optional } from '../options';
import type { Schedule } from './schedule';
import { warmup } from './warmup';

export interface CosineDecayOptions {
  initialLearningRate: number;
  /** Steps of the decay, which begins after the warm-up. */
  decaySteps: number;
  /** The last learning rate, as a fraction of the highest; default 0. */
  alpha?: number;
  /** If given, the learning rate first rises linearly from `initialLearningRate` to this. */
  warmupTarget?: number;
  /** Steps of the warm-up; default 0. */
  warmupSteps?: number;
}

/** Keras's `CosineDecay` (Loshchilov and Hutter 2017), without restarts. */
export const cosineDecay: Schedule<CosineDecayOptions> = {
  checks: {
    initialLearningRate: number({ from: 0 }),
    decaySteps: number({ above: 0 }),
    alpha: optional(number({ from: 0 })),
    warmupTarget: optional(number({ above: 0 })),
    warmupSteps: optional(number({ from: 0 })),
  },
  learningRate({ initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps = 0 }, step) {
    const rises = warmupTarget !== undefined;
    if (rises && step < warmupSteps) {
      return warmup.learningRate({ initialLearningRate, warmupTarget, warmupSteps }, step);
    }
    const decayed = Math.min(rises ? step - warmupSteps : step, decaySteps) / decaySteps;
    const cosine = 0.5 * (1 + Math.cos(Math.PI * decayed));
    return (warmupTarget ?? initialLearningRate) * ((1 - alpha) * cosine + alpha);
  },
};
