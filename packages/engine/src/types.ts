import type { RandomState } from '@rnn-lab/random';

/** A dense array in row-major order: `data.length` is the product of `shape`; the first axis counts the samples. */
export interface NdArray {
  data: Float32Array | Int32Array;
  shape: readonly number[];
}

/** A weight with Keras's name (`lstm/recurrent_kernel`) and its values in row-major order. */
export interface NamedWeight {
  name: string;
  shape: readonly number[];
  data: Float32Array;
}

export const ENGINE_NAMES = ['cpu', 'tfjs-node', 'tfjs'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export const LOSSES = ['meanSquaredError', 'binaryCrossentropy'] as const;
export type Loss = (typeof LOSSES)[number];

/** What multiplies matrices for the engine `cpu`: ONNX Runtime, or our own WebAssembly kernels. */
export const MATMUL_NAMES = ['ort', 'wasm'] as const;
export type MatMulName = (typeof MATMUL_NAMES)[number];

export const MATMUL_OPTIONS = ['auto', ...MATMUL_NAMES] as const;
export type MatMulOption = (typeof MATMUL_OPTIONS)[number];

/** Keras's Adam with its defaults β₁ 0.9, β₂ 0.999, ε 1e-7, dense over every weight. */
export interface AdamOptions {
  /** Default 0.001. */
  learningRate?: number;
}

export interface CompileOptions {
  loss: Loss;
  optimizer?: AdamOptions;
  /** Reported beside the loss; `accuracy` is Keras's binary accuracy at a threshold of 0.5. */
  metrics?: readonly 'accuracy'[];
  /** Worker threads that share each batch; 1 to the machine's cores. The number is part of the result. */
  workers?: number;
  /**
   * For the engine `cpu` alone. Default `auto`: `ort`, or `wasm` where ONNX Runtime's library can't be loaded. It is
   * part of the result.
   */
  matmul?: MatMulOption;
}

/** Means over samples, as Keras prints them. */
export interface Logs {
  loss: number;
  accuracy?: number;
}

export interface StepLogs extends Logs {
  /** Optimizer steps so far, from 1 over the whole fit. */
  step: number;
  /** From 1. */
  epoch: number;
  /** Rows in this batch. */
  batchSize: number;
  /** Seconds of training so far, validation excluded. */
  seconds: number;
}

export interface EpochLogs {
  /** From 1. */
  epoch: number;
  /** Optimizer steps so far. */
  step: number;
  train: Logs;
  validation?: Logs;
  /** Seconds of training so far, validation excluded. */
  seconds: number;
}

export interface FitOptions {
  epochs: number;
  batchSize: number;
  /** Shuffles the training rows again every epoch; its state then decides the epoch's dropout. */
  random: RandomState;
  /** The last part of the rows, taken before shuffling, is kept for validation (Keras's `validation_split`). */
  validationSplit?: number;
  validationData?: readonly [x: NdArray, y: NdArray];
  onStepEnd?(logs: StepLogs): void;
  onEpochEnd?(logs: EpochLogs): void | Promise<void>;
  /** Stops between two steps; `fit` then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface EvaluateOptions {
  /** Rows computed at a time. */
  batchSize?: number;
  /** Stops between two batches; the call then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface OptimizerState {
  /** Steps done. */
  step: number;
  /** First and second moments, one pair per trainable weight, in the order of `getWeights()`. */
  m: Float32Array[];
  v: Float32Array[];
}

/** Trains one compiled TensorFlow.js Layers model. Weights live here until `syncModel` writes them back. */
export interface Engine {
  readonly name: EngineName;
  readonly workers: number;
  /** Undefined for an engine that has no choice. */
  readonly matmul?: MatMulName;
  /** Rejects with `NonFiniteLossError` at the first loss that is NaN or infinite. */
  fit(x: NdArray, y: NdArray, options: FitOptions): Promise<EpochLogs[]>;
  evaluate(x: NdArray, y: NdArray, options?: EvaluateOptions): Promise<Logs>;
  /** Model outputs, shape [samples, ...model.outputShape.slice(1)]. */
  predict(x: NdArray, options?: EvaluateOptions): Promise<NdArray>;
  /**
   * Loss and the gradient of every trainable weight at the current weights, for one batch; regularizers included,
   * dropout always the same. Nothing is updated.
   */
  gradients(x: NdArray, y: NdArray): Promise<{ loss: number; gradients: NamedWeight[] }>;
  getWeights(): Promise<NamedWeight[]>;
  setWeights(weights: readonly NamedWeight[]): Promise<void>;
  getOptimizerState(): Promise<OptimizerState>;
  setOptimizerState(state: OptimizerState): Promise<void>;
  /** Writes the trained weights into the Layers model it was created from. */
  syncModel(): Promise<void>;
  /** Ends the worker threads and frees the sessions. */
  close(): Promise<void>;
}
