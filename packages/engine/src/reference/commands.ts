import type { AdamVectors } from '../optimizers/adam';
import type { StepRecord } from '../fit';
import type { ModelSpec } from '../graph/model-spec';
import type { Loss, NdArray } from '../types';

/** What the engine's thread gets at its start; arrays are in shared memory. */
export interface Start {
  library: 'tfjs' | 'tfjs-node';
  /** Absent if the thread only has to load the library. */
  model?: SharedModel;
}

export interface SharedModel {
  /** TensorFlow.js's own format, as a saved model has it. */
  artifacts: { modelTopology: object; weightSpecs: object[]; weightData: ArrayBuffer };
  spec: ModelSpec;
  loss: Loss;
  learningRate: number;
  /** All weights with their moments, always those after a whole step. */
  vectors: AdamVectors;
  control: Int32Array;
}

/** Fields of `SharedModel.control`. */
export const Control = { abort: 0, state: 1, steps: 2, length: 3 } as const;

/** `Control.state`: the thread is ended only when it isn't writing the weights, and doesn't write them afterwards. */
export const State = { computing: 0, writing: 1, ended: 2 } as const;

export interface Rows {
  x: NdArray;
  y: NdArray;
}

/** Each stops early, between two batches, once `Control.abort` is set. */
export type Command =
  | { kind: 'epoch'; rows: Rows; order: Int32Array; batchSize: number; dropoutSeed: number }
  | { kind: 'evaluate'; rows: Rows; batchSize: number }
  | { kind: 'predict'; x: NdArray; batchSize: number }
  | { kind: 'gradients'; rows: Rows }
  /** Reads the weights from shared memory. */
  | { kind: 'load' };

export interface Results {
  /** The loss, if it isn't finite. */
  epoch: { nonFinite?: number };
  /** One loss per row, the outputs row by row, and the regularization, which is the same for every row. */
  evaluate: { losses: Float32Array; predictions: Float32Array; penalty: number };
  predict: NdArray;
  gradients: { loss: number; gradient: Float32Array };
  load: undefined;
}

export type Result = Results[keyof Results];

/** Replies carry the number of the command; 0 is the start. */
export type Reply =
  | { id: number; kind: 'done'; result: Result }
  | { id: number; kind: 'failed'; message: string; stack?: string; unavailable?: boolean }
  | { id: number; kind: 'step'; step: StepRecord };
