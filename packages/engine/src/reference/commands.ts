import type { Snapshot } from '../backend/threads/snapshot';
import type { Rows, TrainingRows } from '../rows';
import type { StepRecord } from '../trainer';
import type { ModelSpec } from '../graph/model-spec';
import type { Losses } from '../metrics/measure';
import type { OptimizerVectors } from '../optimizers/optimizer';
import type { OptimizerOptions } from '../optimizers/optimizer-options';
import type { OutputLoss } from '../outputs';
import type { NdArray } from '../types';

/** The worker data of the engine's thread. Arrays are in shared memory. */
export interface Start {
  library: 'tfjs' | 'tfjs-node';
  /** Undefined if the thread only has to load the library. */
  model?: SharedModel;
}

export interface SharedModel {
  /** The model in TensorFlow.js's save format. */
  artifacts: { modelTopology: object; weightSpecs: object[]; weightData: ArrayBuffer };
  spec: ModelSpec;
  outputs: readonly OutputLoss[];
  /** Whether training steps are reported with their predictions. */
  reportPredictions: boolean;
  optimizer: OptimizerOptions;
  /** All weights with the optimizer's slots, as flat vectors. Always those after a complete step. */
  vectors: OptimizerVectors;
  control: Int32Array;
}

/** Indices into `SharedModel.control`. `requested` and `held` are as for the engine `cpu`. */
export const Control = { abort: 0, state: 1, steps: 2, requested: 3, held: 4, length: 5 } as const;

/** Values of `Control.state`, a lock on the weights: a thread is never ended while `writing`, and never writes once `ended`. */
export const State = { computing: 0, writing: 1, ended: 2 } as const;

/** Commands from the engine. Each stops early, between two batches, when `Control.abort` is set. */
export type Command =
  | {
      kind: 'epoch';
      rows: TrainingRows;
      order: Int32Array;
      batchSize: number;
      dropoutSeed: number;
      learningRateFactor: number;
      /** Steps of the epoch that were taken before. */
      done: number;
      /** If the fit has checkpoints. */
      snapshot?: Snapshot;
    }
  | { kind: 'evaluate'; rows: Rows; batchSize: number }
  | { kind: 'predict'; x: NdArray; batchSize: number }
  | { kind: 'gradients'; rows: Rows }
  /** Copies the weights from shared memory into the thread's model. */
  | { kind: 'load' };

export interface Results {
  /** `nonFinite`: the losses, if the model's wasn't finite. */
  epoch: { nonFinite?: Losses };
  /** By output one loss per row, and the predictions in row-major order; and the regularization penalty, which applies to every row. */
  evaluate: { losses: Float32Array[]; predictions: Float32Array[]; penalty: number };
  /** By output. */
  predict: NdArray[];
  gradients: { loss: number; gradient: Float32Array };
  load: undefined;
}

export type Result = Results[keyof Results];

/** Replies have their command's id; 0 is the start of the thread. */
export type Reply =
  | { id: number; kind: 'done'; result: Result }
  | { id: number; kind: 'failed'; message: string; stack?: string; unavailable?: boolean }
  | { id: number; kind: 'step'; step: StepRecord }
  /** The snapshot of the last step is complete. */
  | { id: number; kind: 'snapshot' };
