import type * as tf from '@tensorflow/tfjs';
import type { CompileOptions, FitOptions, Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { RandomState } from '@rnn-lab/random';
import type { DatasetSummary, PreprocessingInput, RunFile } from '@rnn-lab/runs';
import type { RowCounts } from './events';
import type { Forecasts } from './forecast';
import type { LabSettings } from './settings';

/** Names of a classifier's classes, in the order of the labels; by output for a model with several. */
export type Classes = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** What a run trains: the model, how to compile it, and the data set. */
export interface TrainingPlan extends Omit<CompileOptions, 'workers' | 'matmul'> {
  model: tf.LayersModel;
  dataset: DatasetSummary & { rows: RowCounts };
  /** What a reader of the results must know about them. */
  caveats?: RunFile['caveats'];
  /** May be missing for two classes. */
  classes?: Classes;
}

/** How `fit` trains. */
export interface TrainOptions extends Pick<
  FitOptions<Outputs>,
  'epochs' | 'batchSize' | 'validationSplit' | 'validationData' | 'classWeight'
> {
  earlyStopping?: number | null;
  /** Validation loss below which the task is solved, and training stops. */
  goal?: number;
}

/** What a run's session starts with: the generator that shuffles the training rows, and the timings so far in seconds. */
export interface SessionContext {
  random: RandomState;
  timings: RunFile['timings'];
}

/** A training on the first part of a series, and the forecasts of what follows. */
export interface HoldOut {
  model: tf.LayersModel;
  train: { x: NdArray; y: Outputs };
  /** What early stopping watches. */
  validation?: { x: NdArray; y: Outputs };
  preprocessing: PreprocessingInput;
  /** Shuffles the training rows. */
  random: RandomState;
  /** Of equally many values for every origin. */
  forecasts: Forecasts;
}

/** How the engine trains a plan's model with the job's settings. */
export function compileOptions(
  { loss, lossWeights, optimizer, metrics }: TrainingPlan,
  { workers, matmul }: LabSettings,
): CompileOptions {
  return { loss, lossWeights, optimizer, metrics, workers, matmul };
}
