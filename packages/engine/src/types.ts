import type { RandomState } from '@rnn-lab/random';
import type { Callback } from './callbacks/callback';
import type { Checkpoint, CheckpointOptions } from './checkpoint';
import type { HistogramOptions } from './histograms';
import type { Loss, LossConfig } from './losses';
import type { MetricName } from './metrics';
import type { Metric } from './metrics/metric';
import type { OptimizerOptions } from './optimizers/optimizer-options';
import type { ScheduleOptions } from './schedules';

export type { Checkpoint, CheckpointOptions } from './checkpoint';
export type {
  Distribution,
  GateSaturation,
  HistogramOptions,
  Histograms,
  WeightHistogram,
} from './histograms';
export type { Loss, LossConfig } from './losses';
export type { MetricName } from './metrics';
export type { OptimizerOptions, ScheduleOptions };

/** A dense array in row-major order, like NumPy's: `data.length` is the product of `shape`. Axis 0 is the samples. */
export interface NdArray {
  data: Float32Array | Int32Array;
  shape: readonly number[];
}

/** One array per output of a model, by the name of the output's layer. */
export type NdArrays = Readonly<Record<string, NdArray>>;

/** Targets or predictions: an array if the model has one output, else one for each. */
export type Outputs = NdArray | NdArrays;

/** One weight: Keras's name (`lstm/recurrent_kernel`), its shape, and its values in row-major order. */
export interface NamedWeight {
  name: string;
  shape: readonly number[];
  data: Float32Array;
}

/**
 * `cpu`: our own, on worker threads over one WebAssembly memory. `tfjs` and `tfjs-node`: TensorFlow.js in pure
 * JavaScript, or on TensorFlow's native kernels.
 */
export const ENGINE_NAMES = ['cpu', 'tfjs-node', 'tfjs'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** What multiplies matrices in the engine `cpu`: ONNX Runtime (`ort`), or our own WebAssembly kernels (`wasm`). */
export const MATMUL_NAMES = ['ort', 'wasm'] as const;
export type MatMulName = (typeof MATMUL_NAMES)[number];

/** `auto` is `ort`, or `wasm` if ONNX Runtime's library can't be loaded. */
export const MATMUL_OPTIONS = ['auto', ...MATMUL_NAMES] as const;
export type MatMulOption = (typeof MATMUL_OPTIONS)[number];

export type MetricList = readonly (MetricName | Metric)[];

/** Keras's `Model.compile`. */
export interface CompileOptions {
  /** One for all outputs, or one for each, by the name of the output's layer. */
  loss: Loss | LossConfig | Readonly<Record<string, Loss | LossConfig>>;
  /** What the outputs' losses are multiplied by in their sum, which is trained; by output, default 1. */
  lossWeights?: Readonly<Record<string, number>>;
  /** Default Adam. */
  optimizer?: OptimizerOptions;
  /** Reported with the loss: for all outputs, or by output. */
  metrics?: MetricList | Readonly<Record<string, MetricList>>;
  /**
   * Worker threads that share each batch, at least 1 (the default). The number affects float rounding, so it is part of
   * the result. The engines `tfjs` and `tfjs-node` always use one.
   */
  workers?: number;
  /** For the engine `cpu` only; default `auto`. It affects float rounding, so it is part of the result. */
  matmul?: MatMulOption;
}

/**
 * The loss, a mean over samples, and the metrics that were requested, by name. With several outputs, as in Keras: `loss` is
 * the weighted sum of the outputs' losses, which are `<output>_loss` without their weights, and metrics are
 * `<output>_<metric>`.
 */
export interface Logs {
  loss: number;
  [metric: string]: number;
}

/** One optimizer step: its batch's loss and metrics, before the update. */
export interface StepLogs extends Logs {
  /** The optimizer step's number, from 1. It continues across fits, and from the step of `setOptimizerState`. */
  step: number;
  /** From 1. */
  epoch: number;
  /** Rows in this batch; the last one of an epoch can be smaller. */
  batchSize: number;
  /** Seconds of training so far, validation excluded. */
  seconds: number;
}

/** One epoch: loss and metrics over its samples, and those of the validation rows after it. */
export interface EpochLogs {
  /** From 1. */
  epoch: number;
  /** The number of the epoch's last step. */
  step: number;
  train: Logs;
  validation?: Logs;
  /** Seconds of training so far, validation excluded. */
  seconds: number;
}

/** Keras's `Model.fit`. */
export interface FitOptions<Y extends Outputs = NdArray> {
  /** Called for every optimizer step, before those of `callbacks`. */
  onStepEnd?: Callback['onStepEnd'];
  /** Called after an epoch and its validation, before those of `callbacks`; training waits for it. */
  onEpochEnd?: Callback['onEpochEnd'];
  /** At least 1. */
  epochs: number;
  /** Rows per optimizer step, at least 1. */
  batchSize: number;
  /** Shuffles the training rows before every epoch. Dropout masks are seeded from its state after the shuffle. */
  random: RandomState;
  /** Fraction of the rows, from 0 to below 1, held out for validation: the last ones, before shuffling. */
  validationSplit?: number;
  /** Takes precedence over `validationSplit`. */
  validationData?: readonly [x: NdArray, y: Y];
  /**
   * Factors of the training rows' losses, by class: the target, or the index of the highest one. A class that isn't named
   * has 1. The loss remains the sum divided by the number of rows, and metrics aren't weighted, as in Keras. For a model
   * with one output.
   */
  classWeight?: Readonly<Record<number, number>>;
  callbacks?: readonly Callback[];
  /** Aborting it stops training between two steps; `fit` then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Reports how weights and gradients are distributed, and how many gate values are saturated. It changes no number. For the engine `cpu` only. */
  histograms?: HistogramOptions;
  /** Saves the fit's state, so that another process can continue it. */
  checkpoints?: CheckpointOptions;
  /**
   * Continues the fit that the checkpoint is of, which replaces the engine's weights and optimizer state, and the state of
   * `random`. Model, data and options must be those of that fit; `fit` rejects with `InputError` if they aren't.
   */
  resume?: Checkpoint;
}

/** Keras's `Model.evaluate` and `Model.predict`. */
export interface EvaluateOptions {
  /** Rows per forward pass (default 256). The engine `cpu` chooses its own and ignores this. */
  batchSize?: number;
  /** Aborting it stops between two batches; the call then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The optimizer's state. With the weights it is enough to continue training exactly. */
export interface OptimizerState {
  /** Optimizer steps taken. */
  step: number;
  /** What the optimizer keeps per weight, by slot: one array per trainable weight in the order of `getWeights()`. */
  slots: Float32Array[][];
  /** See `setLearningRateFactor`. */
  learningRateFactor: number;
}

/**
 * Trains one compiled TensorFlow.js Layers model. The engine has its own copy of the weights; `syncModel` writes them back.
 *
 * `Y` is `NdArray` for a model with one output and `NdArrays` for one with several: `createEngine<NdArrays>(…)`.
 *
 * Every method that takes data rejects with `InputError` if a shape or a word id doesn't fit the model, before it
 * computes anything, and with `EngineThreadError` if a worker thread ended.
 */
export interface Engine<Y extends Outputs = NdArray> {
  readonly name: EngineName;
  readonly workers: number;
  /** Undefined for `tfjs` and `tfjs-node`, which have no choice. */
  readonly matmul?: MatMulName;
  /**
   * Trains on `x`, [samples, ...model input], and `y`, [samples, ...model output] (or [samples] for a single output; for
   * class numbers [samples, ...model output without the last axis], or that axis with length 1), for every output. Rejects with
   * `NonFiniteLossError` at the first loss, of training or validation, that is NaN or infinite; that makes Keras's
   * `TerminateOnNaN` superfluous.
   */
  fit(x: NdArray, y: Y, options: FitOptions<Y>): Promise<EpochLogs[]>;
  /** Loss and metrics over the samples. Dropout is off. Rejects with `NonFiniteLossError` if the loss is NaN or infinite. */
  evaluate(x: NdArray, y: Y, options?: EvaluateOptions): Promise<Logs>;
  /** The model's outputs, [samples, ...output shape] each. Dropout is off. */
  predict(x: NdArray, options?: EvaluateOptions): Promise<Y>;
  /**
   * The loss and its gradient with respect to every trainable weight, with all rows as one batch. Regularizers are
   * included; the dropout mask is the same in every call. Updates nothing.
   */
  gradients(x: NdArray, y: Y): Promise<{ loss: number; gradients: NamedWeight[] }>;
  /** Copies of all weights, in the model's order. */
  getWeights(): Promise<NamedWeight[]>;
  /** Rejects with `InputError` unless names and shapes are the model's, in its order. */
  setWeights(weights: readonly NamedWeight[]): Promise<void>;
  /** A copy of what the optimizer keeps between steps. */
  getOptimizerState(): Promise<OptimizerState>;
  /** Rejects with `InputError` if the slots aren't the optimizer's, or their sizes not those of the trainable weights. */
  setOptimizerState(state: OptimizerState): Promise<void>;
  /** The factor of the learning rate, whatever its schedule; at first 1. */
  readonly learningRateFactor: number;
  /**
   * Takes effect from the next epoch on, so that every step of an epoch has the same.
   *
   * @throws InputError unless the factor is above 0
   */
  setLearningRateFactor(factor: number): void;
  /** Writes the weights into the Layers model that the engine was created from. */
  syncModel(): Promise<void>;
  /** Ends the worker threads. Pending and later calls reject. */
  close(): Promise<void>;
}
