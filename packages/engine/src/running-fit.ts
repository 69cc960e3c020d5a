import type { Fit } from './callbacks/callback';
import { InputError } from './errors';
import type { MetricInfo } from './metrics/metric';
import { metricInfo } from './metrics/metric-info';
import type { Output } from './outputs';
import type { Trainer } from './trainer';
import type { Engine, Outputs } from './types';

/** A fit as its callbacks see it. */
export class RunningFit implements Fit {
  readonly metrics: Readonly<Record<string, MetricInfo>>;
  stopReason?: string;
  private isTraining = false;

  constructor(
    private readonly engine: Engine<Outputs>,
    private readonly trainer: Trainer,
    outputs: readonly Output[],
    validated: boolean,
  ) {
    const metrics = Object.fromEntries(outputs.map(({ name, metrics }) => [name, metrics]));
    const infos = Object.entries(metricInfo(metrics, Object.keys(metrics)));
    const validation = infos.map(([name, info]): [string, MetricInfo] => [`val_${name}`, info]);
    this.metrics = Object.fromEntries(validated ? [...infos, ...validation] : infos);
  }

  get learningRateFactor(): number {
    return this.engine.learningRateFactor;
  }

  setLearningRateFactor(factor: number): void {
    this.engine.setLearningRateFactor(factor);
  }

  stop(reason: string): void {
    this.stopReason ??= reason;
    if (this.isTraining) this.trainer.stop();
  }

  async getWeights(): ReturnType<Engine['getWeights']> {
    this.refuseDuringEpoch();
    return this.engine.getWeights();
  }

  async setWeights(...args: Parameters<Engine['setWeights']>): Promise<void> {
    this.refuseDuringEpoch();
    return this.engine.setWeights(...args);
  }

  /** Runs an epoch. */
  async training(epoch: () => Promise<void>): Promise<void> {
    this.isTraining = true;
    try {
      await epoch();
    } finally {
      this.isTraining = false;
    }
  }

  private refuseDuringEpoch(): void {
    if (!this.isTraining) return;
    throw new InputError(
      'The weights change during an epoch; use them in onFitBegin, onEpochEnd or onFitEnd.',
    );
  }
}
