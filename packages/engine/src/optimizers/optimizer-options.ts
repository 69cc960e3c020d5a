import { InputError } from '../errors';
import type { Check } from '../options';
import { checkName, checkOptions, number, optional } from '../options';
import type { ScheduleOptions } from '../schedules';
import { checkSchedule, scheduledLearningRate } from '../schedules';
import type { ClippingOptions } from './clipping';
import { CLIPPING } from './clipping';
import type { HyperparametersOf, OptimizerName } from './index';
import { OPTIMIZERS } from './index';
import type { Optimizer, OptimizerClass } from './optimizer';

interface CommonOptions extends ClippingOptions {
  /** The default is the optimizer's in Keras. */
  learningRate?: number | ScheduleOptions;
}

/** An optimizer's name, `adam` by default, with its options; names, formulas and defaults are Keras's. */
export type OptimizerOptions = {
  [Name in OptimizerName]: (Name extends 'adam' ? { name?: Name } : { name: Name }) &
    CommonOptions &
    HyperparametersOf<Name>;
}[OptimizerName];

/** @throws InputError if a name or option is unknown, out of range, or contradicts another */
export function checkOptimizer({ name = 'adam', ...options }: OptimizerOptions): void {
  checkName('optimizer', name, OPTIMIZERS);
  const { checks } = OPTIMIZERS[name];
  const { learningRate } = options;
  const above0 = optional(number({ above: 0 }));
  const clipping = Object.fromEntries(CLIPPING.map((key): [string, Check] => [key, above0]));
  const isSchedule = typeof learningRate === 'object' && learningRate !== null;
  const rate = isSchedule ? () => undefined : above0;
  checkOptions(`the optimizer ${name}`, options, { learningRate: rate, ...checks, ...clipping });
  if (isSchedule) checkSchedule(learningRate);
  const clips = CLIPPING.filter((key) => options[key] !== undefined);
  if (clips.length > 1) {
    throw new InputError(`The optimizer ${name} has ${clips.join(' and ')}; give only one of them.`);
  }
  // Some combinations of options are only refused by a step.
  if (!isSchedule) createOptimizer({ name, ...options }).begin(1, learningRateAt({ name, ...options }, 0));
}

export function createOptimizer(options: OptimizerOptions): Optimizer {
  const { create } = optimizerClass(options);
  return create(options);
}

/**
 * The learning rate of one optimizer step.
 *
 * @param step optimizer steps taken before
 */
export function learningRateAt(options: OptimizerOptions, step: number): number {
  const { learningRate = optimizerClass(options).learningRate } = options;
  return typeof learningRate === 'number' ? learningRate : scheduledLearningRate(learningRate, step);
}

function optimizerClass({ name = 'adam' }: OptimizerOptions): OptimizerClass<object> {
  return OPTIMIZERS[name];
}
