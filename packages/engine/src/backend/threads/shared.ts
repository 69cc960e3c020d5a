import type { AdamVectors } from '../../optimizers/adam';
import type { HeapState } from '../heap';
import type { Loss } from '../../types';
import type { ModelSpec } from '../../graph/model-spec';
import type { NetworkModules } from '../network';

/**
 * What all threads of an engine see from its creation on. Every array stands in shared memory; where a kernel works on
 * it, in `heap`.
 */
export interface SharedModel {
  heap: HeapState;
  kernels: NetworkModules & { optimizer: WebAssembly.Module };
  spec: ModelSpec;
  loss: Loss;
  workers: number;
  /** All weights with their moments. */
  vectors: AdamVectors;
  control: Int32Array;
}

/**
 * Fields of `SharedModel.control`: `arrived`, `generation` and `released` belong to the barrier; `abort` asks for an end
 * of the command, and `stop` is what thread 0 made of that for all threads of a step.
 */
export const Control = { arrived: 0, generation: 1, released: 2, abort: 3, stop: 4, length: 5 } as const;

/** What all threads see during a fit. */
export interface SharedFit {
  /** [rows × inputs], word ids for a model with an embedding in front. */
  x: Float32Array | Int32Array;
  /** [rows × outputs] */
  y: Float32Array;
  /** Tokens of each row behind its padding; undefined without an embedding. */
  lengths?: Int32Array;
  batchSize: number;
  learningRate: number;
  /** Per worker: the gradient of all weights but the embedding's. Each thread sums its part of them in the first. */
  gradients: readonly Float32Array[];
  /** Per worker: the words of its part of the batch (embedding rows), and the gradients of those rows. */
  uniqueIds: readonly Int32Array[];
  rowGradients: readonly Float32Array[];
  uniqueCounts: Int32Array;
  /** Per worker: sums of the gradients of the words that are its own, [count × dimension]. */
  rowGradientSums: readonly Float32Array[];
  /** Of the present batch, by position: [batchSize], [batchSize × outputs]. */
  losses: Float32Array;
  predictions: Float32Array;
}

/** Rows to predict or evaluate. */
export interface SharedPrediction {
  x: Float32Array | Int32Array;
  y?: Float32Array;
  /** Rows by falling length. */
  order: Int32Array;
  /** Their lengths, in that order; undefined without an embedding. */
  lengths?: Int32Array;
  /** [rows × outputs] */
  predictions: Float32Array;
  /** [rows] */
  losses: Float32Array;
}
