import type { MetricInfo } from '../metrics/metric';
import type { EpochLogs, NamedWeight, StepLogs } from '../types';

/** The running fit, as callbacks see it. */
export interface Fit {
  /** What an epoch reports, by Keras's names: `loss` and the metrics, and `val_loss` and so on if there are validation rows. */
  readonly metrics: Readonly<Record<string, MetricInfo>>;
  /**
   * Ends the fit, as Keras's `stop_training` does. Called in `onEpochEnd`, training stops there. Called during an epoch, it
   * stops after the steps that the threads have begun; the epoch's logs are those of the steps taken, its validation and
   * its `onEpochEnd` follow, and `fit` resolves.
   */
  stop(reason: string): void;
  /** The first reason given to `stop`. */
  readonly stopReason?: string;
  /** Rejects with `InputError` during an epoch, while the weights change. */
  getWeights(): Promise<NamedWeight[]>;
  /** Alike. */
  setWeights(weights: readonly NamedWeight[]): Promise<void>;
  /** The factor of the optimizer's learning rate, at first 1. */
  readonly learningRateFactor: number;
  /** Takes effect from the next epoch on, and stays when the fit ends. Throws `InputError` unless the factor is above 0. */
  setLearningRateFactor(factor: number): void;
}

/**
 * Keras's `Callback`. `fit` rejects with what a callback throws, and calls nothing more then. Steps are reported in bundles,
 * a few milliseconds after they were taken.
 */
export interface Callback {
  /** Called before the first step. */
  onFitBegin?(fit: Fit): void | Promise<void>;
  /** Called for every optimizer step. */
  onStepEnd?(logs: StepLogs, fit: Fit): void;
  /** Called after an epoch and its validation; training waits for it. */
  onEpochEnd?(logs: EpochLogs, fit: Fit): void | Promise<void>;
  /** Not called if the fit rejects. */
  onFitEnd?(history: readonly EpochLogs[], fit: Fit): void | Promise<void>;
  /**
   * What a checkpoint keeps of the callback: plain data and typed arrays that later calls don't change. Without it, the
   * callback must not depend on what it has seen of the fit, or a resumed fit differs.
   */
  getState?(): unknown;
  /** Called in place of `onFitBegin` if the fit continues from a checkpoint. */
  setState?(state: unknown, fit: Fit): void | Promise<void>;
}
