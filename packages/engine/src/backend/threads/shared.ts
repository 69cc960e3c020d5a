import type { ModelSpec } from '../../graph/model-spec';
import type { OptimizerVectors } from '../../optimizers/optimizer';
import type { OptimizerOptions } from '../../optimizers/optimizer-options';
import type { OutputLoss } from '../../outputs';
import type { HeapState } from '../heap';
import type { NetworkModules } from '../network';
import type { Float32Pointer } from '../pointer';
import type { Snapshot } from './snapshot';
import type { SharedHistograms } from './weight-histograms';

/**
 * Shared by an engine's threads for its whole life. Every array is in shared memory, and those that kernels use are in
 * `heap`.
 */
export interface SharedModel {
  heap: HeapState;
  kernels: NetworkModules & { optimizer: WebAssembly.Module };
  spec: ModelSpec;
  outputs: readonly OutputLoss[];
  /** Whether training steps are reported with their predictions. */
  reportPredictions: boolean;
  optimizer: OptimizerOptions;
  workers: number;
  /** All weights with the optimizer's slots, as flat vectors. */
  vectors: OptimizerVectors;
  control: Int32Array;
}

/**
 * Indices into `SharedModel.control`. `arrived`, `generation` and `released` belong to the barrier. `abort` asks the
 * threads to end the command early. `stop` is thread 0's reading of `abort` at a step, so that all threads stop at the
 * same one. `requested` is a `SnapshotRequest`, and `snapshot` thread 0's reading of it. The snapshot is not taken while
 * `held` is 1, because the engine's thread still reads the last one.
 */
export const Control = {
  arrived: 0,
  generation: 1,
  released: 2,
  abort: 3,
  stop: 4,
  requested: 5,
  snapshot: 6,
  held: 7,
  length: 8,
} as const;

/** Shared by the threads during a fit. */
export interface SharedFit {
  /** [rows × inputs]; word ids if the model has an embedding. Masked time steps come first in a row. */
  x: Float32Array | Int32Array;
  /** By output, [rows × targets per row]. */
  y: readonly Float32Array[];
  /** Factors of the rows' losses; undefined if all are 1. */
  rowWeights?: Float32Array;
  /** Each row's length without padding; undefined if padding is computed like other time steps. */
  lengths?: Int32Array;
  batchSize: number;
  /** Per worker: the gradient of all weights except the embeddings'. They are summed into the first worker's. */
  gradients: readonly Float32Pointer[];
  /** Per worker: the distinct ids of its part of the batch, in order of first use. */
  uniqueIds: readonly Int32Array[];
  /** Per worker: how many those are. */
  uniqueCounts: Int32Array;
  /** The trainable embeddings, by node. */
  embeddings: ReadonlyMap<number, SharedEmbedding>;
  /** The gradient's sums of squares, [workers × trainable variables]; for clipping. */
  sumsOfSquares: Float64Array;
  /** The L2 penalties of the weights that each worker updates, [workers]. */
  penalties: Float64Array;
  /** Two, for layers that sum over the workers: see `createAllReduce`. */
  reduced: readonly Float64Array[];
  /** By output, of the current batch, by position: [batchSize]. */
  losses: readonly Float32Array[];
  /** Alike, [batchSize × width]. */
  predictions: readonly Float32Array[];
  /** If the fit has checkpoints. */
  snapshot?: Snapshot;
  /** If the fit reports histograms. */
  histograms?: SharedHistograms;
}

/** The gradients of one embedding table. */
export interface SharedEmbedding {
  dimension: number;
  /** The factor of its L2 regularizer; 0 without one. */
  l2: number;
  /** Per worker: the distinct rows of the table that its part of the batch uses; `uniqueIds` unless ids have bags. */
  uniqueRows: readonly Int32Array[];
  /** Per worker: how many those are. */
  uniqueCounts: Int32Array;
  /** Per worker: the gradients of `uniqueRows`, [uniqueCounts × dimension]. */
  rowGradients: readonly Float32Pointer[];
  /** Per worker: the gradients of the rows that it owns, summed over all workers, [rows × dimension]. */
  rowGradientSums: readonly Float32Pointer[];
  /** The most rows that a worker sums up. */
  rows: number;
}

/** Rows to predict or evaluate. */
export interface SharedPrediction {
  x: Float32Array | Int32Array;
  /** By output, [rows × targets per row]. */
  y?: readonly Float32Array[];
  /** Row numbers, longest row first. */
  order: Int32Array;
  /** Their lengths, in the same order; undefined if padding is computed like other time steps. */
  lengths?: Int32Array;
  /** By output, [rows × width]. */
  predictions: readonly Float32Array[];
  /** By output, [rows]. */
  losses: readonly Float32Array[];
}
