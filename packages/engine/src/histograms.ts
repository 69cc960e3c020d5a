import { InputError } from './errors';

/** How an array's values are distributed. */
export interface Distribution {
  /** Values in all. */
  count: number;
  /** Share of the values that are exactly zero, 0 to 1. */
  zeros: number;
  /** Root of the sum of squares; NaN or infinite if a value is. */
  norm: number;
  min: number;
  /** Percentiles of the finite values, exact to an eighth of the value; NaN if there are none. */
  p5: number;
  p25: number;
  p50: number;
  p75: number;
  p95: number;
  max: number;
}

/** A trainable weight, and the gradient that moved it. */
export interface WeightHistogram {
  /** Keras's name (`lstm/recurrent_kernel`). */
  name: string;
  /** After the step. */
  values: Distribution;
  /**
   * The step's gradient, with L2 penalties, before clipping. That of an embedding: of the rows that the batch uses, because
   * the others' is zero.
   */
  gradients: Distribution;
}

/** How far a recurrent layer's gate is saturated: sigmoid below 0.01 or above 0.99, tanh beyond ±0.99. */
export interface GateSaturation {
  /** The layer's name. */
  layer: string;
  /**
   * `input`, `forget`, `candidate` and `output` of an LSTM, `update`, `reset` and `candidate` of a GRU, `state` of a
   * SimpleRNN; in a Bidirectional after `forward` or `backward`.
   */
  gate: string;
  /** Share of its values in the batch, 0 to 1. Time steps of padding that rows share count once per worker. */
  saturated: number;
}

/** What `FitOptions.histograms` reports of a step. */
export interface Histograms {
  step: number;
  /** From 1. */
  epoch: number;
  /** In the model's order. */
  weights: WeightHistogram[];
  gates: GateSaturation[];
}

export interface HistogramOptions {
  /** Reported are the first step and every step that this divides; at least 1. */
  everySteps: number;
  /** Called after the step's `onStepEnd`, and before a checkpoint of it is saved. */
  onHistograms(histograms: Histograms): void;
}

/** @throws InputError unless `everySteps` is a whole number of at least 1 */
export function checkHistograms({ everySteps }: HistogramOptions): void {
  if (Number.isInteger(everySteps) && everySteps >= 1) return;
  throw new InputError(`everySteps of histograms is ${everySteps}; give a whole number of at least 1.`);
}
