import { checkName, checkOptions } from '../options';
import { binaryCrossentropy } from './binary-crossentropy';
import { categoricalCrossentropy } from './categorical-crossentropy';
import { huber } from './huber';
import type { LossFunction } from './loss';
import { meanAbsoluteError } from './mean-absolute-error';
import { meanSquaredError } from './mean-squared-error';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy';

export const LOSSES = {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
} satisfies Readonly<Record<string, LossFunction>>;

type OptionsOf<Function> = Function extends LossFunction<infer Options> ? Options : never;

/** By their names in TensorFlow.js; Keras's `mean_squared_error` and so on. */
export type Loss = keyof typeof LOSSES;

/** A loss with its options, as plain data: `{ name: 'huber', delta: 2 }`. */
export type LossConfig = { [Name in Loss]: { name: Name } & OptionsOf<(typeof LOSSES)[Name]> }[Loss];

/** @throws InputError if there is no such loss, or an option is unknown or out of range */
export function resolveLoss(loss: Loss | LossConfig): LossConfig {
  const config = typeof loss === 'string' ? ({ name: loss } as LossConfig) : loss;
  const { name, ...options } = config;
  checkName('loss', name, LOSSES);
  checkOptions(`the loss ${name}`, options, LOSSES[name].checks);
  return config;
}

export function lossFunction({ name }: LossConfig): LossFunction {
  return LOSSES[name];
}

/** Targets per row of a model with that many outputs. */
export function targetWidth(loss: LossConfig, outputs: number): number {
  return lossFunction(loss).targets === 'class' ? 1 : outputs;
}
