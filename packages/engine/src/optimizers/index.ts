import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamW } from './adam-w';
import type { OptimizerClass } from './optimizer';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

export const OPTIMIZERS = { adam, adamW, sgd, rmsprop, adagrad };

export type OptimizerName = keyof typeof OPTIMIZERS;
export const OPTIMIZER_NAMES = Object.keys(OPTIMIZERS) as readonly OptimizerName[];

/** An optimizer's own options. */
export type HyperparametersOf<Name extends OptimizerName> =
  (typeof OPTIMIZERS)[Name] extends OptimizerClass<infer Hyperparameters> ? Hyperparameters : never;
