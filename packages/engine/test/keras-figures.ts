import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EarlyStoppingOptions } from '../src/callbacks/early-stopping';
import type { ReduceLearningRateOnPlateauOptions } from '../src/callbacks/reduce-learning-rate-on-plateau';
import type { LossConfig, MetricName } from '../src';

/** Losses and accuracies by epoch, and the final kernel and bias. */
interface Training {
  evaluated: number;
  accuracy: number;
  loss: number[];
  trainAccuracy: number[];
  valLoss: number[];
  weights: [number[], number[]];
}

/** What a callback did: the epochs until it stopped, whose weights remained, and the learning rate after each. */
interface Followed<Options> {
  options: Options;
  epochs: number;
  weights: number;
  rates: number[];
}

/** What fixtures/keras_figures.py writes. */
interface KerasFigures {
  x: number[];
  kernel: number[];
  bias: number[];
  targets: Record<string, { shape: number[]; data: number[] }>;
  classWeight: Record<number, number>;
  losses: { loss: LossConfig; targets: string; plain: Training; weighted?: Training }[];
  metrics: Record<
    string,
    { width: number; targets: number[]; predictions: number[]; results: Partial<Record<MetricName, number>> }
  >;
  callbacks: {
    curve: number[];
    earlyStopping: Followed<EarlyStoppingOptions>;
    plateau: Followed<ReduceLearningRateOnPlateauOptions>;
  }[];
}

export const keras = JSON.parse(
  readFileSync(join(__dirname, 'fixtures/keras_figures.json'), 'utf8'),
) as KerasFigures;
