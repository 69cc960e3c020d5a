import { number, optional } from '../options';
import type { Schedule } from './schedule';

export interface WarmupOptions {
  /** Of the first step; default 0. */
  initialLearningRate?: number;
  /** From step `warmupSteps` on. */
  warmupTarget: number;
  warmupSteps: number;
}

/** A linear warm-up (Goyal et al. 2017), like that of Keras's `CosineDecay`; constant after it. */
export const warmup: Schedule<WarmupOptions> = {
  checks: {
    initialLearningRate: optional(number({ from: 0 })),
    warmupTarget: number({ above: 0 }),
    warmupSteps: number({ above: 0 }),
  },
  learningRate({ initialLearningRate = 0, warmupTarget, warmupSteps }, step) {
    if (step >= warmupSteps) return warmupTarget;
    return (warmupTarget - initialLearningRate) * (step / warmupSteps) + initialLearningRate;
  },
};
