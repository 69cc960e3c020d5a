import { number, optional } from '../options';
import type { AdamHyperparameters } from './adam';
import { Adam, adam } from './adam';
import type { OptimizerClass } from './optimizer';

export interface AdamWHyperparameters extends AdamHyperparameters {
  /** The fraction of a weight that a step removes, per unit of learning rate; default 0.004. */
  weightDecay?: number;
}

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019), Keras's `AdamW`. Every weight decays, biases too. */
export const adamW: OptimizerClass<AdamWHyperparameters> = {
  learningRate: 0.001,
  checks: { ...adam.checks, weightDecay: optional(number({ from: 0 })) },
  create: ({ weightDecay = 0.004, ...hyperparameters }) => new Adam({ ...hyperparameters, weightDecay }),
};
