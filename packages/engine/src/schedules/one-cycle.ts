import { number, optional } from '../options';
import type { Schedule } from './schedule';

export interface OneCycleOptions {
  maxLearningRate: number;
  /** Steps of the whole cycle. After it, the learning rate stays at its lowest. */
  totalSteps: number;
  /** Fraction of the steps in which the learning rate rises; default 0.3. */
  pctStart?: number;
  /** The first learning rate is `maxLearningRate / divFactor`; default 25. */
  divFactor?: number;
  /** The last learning rate is the first one divided by this; default 10,000. */
  finalDivFactor?: number;
}

/**
 * PyTorch's `OneCycleLR` (Smith and Topin 2018) with cosine annealing in two phases. It leaves the
 * momentum alone (`cycle_momentum=False`).
 */
export const oneCycle: Schedule<OneCycleOptions> = {
  checks: {
    maxLearningRate: number({ above: 0 }),
    totalSteps: number({ from: 1 }),
    pctStart: optional(number({ from: 0, below: 1 })),
    divFactor: optional(number({ above: 0 })),
    finalDivFactor: optional(number({ above: 0 })),
  },
  learningRate({ maxLearningRate, totalSteps, pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4 }, step) {
    const first = maxLearningRate / divFactor;
    const peak = pctStart * totalSteps - 1;
    if (step < peak) return anneal(first, maxLearningRate, step / peak);
    const fallen = (step - peak) / (totalSteps - 1 - peak);
    return anneal(maxLearningRate, first / finalDivFactor, Math.min(fallen, 1));
  },
};

/** From `begin` to `end` along half a cosine, as `fraction` goes from 0 to 1. */
function anneal(begin: number, end: number, fraction: number): number {
  return end + ((begin - end) / 2) * (1 + Math.cos(Math.PI * fraction));
}
