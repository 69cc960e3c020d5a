import type { Heap } from '../backend/heap';
import type { LayerKernels } from '../backend/kernels';
import type { LayerSpec } from '../graph/model-spec';
import { ACTIVATIONS } from './activations';
import type { Matrix } from '../backend/matmul/matrix';
import type { MatMul } from '../backend/matmul/matmul';
import type { PackedBatch } from '../backend/packing/packed-batch';

/**
 * What flows between layers: distinct rows, and which of them each cell has. Words come often in a batch, and what is
 * the same for every occurrence is computed once. All but `begin` and `count` are fixed; pointers are to the
 * heap.
 */
export interface IndexedActivations {
  readonly features: number;
  /** [count, features] */
  readonly table: number;
  /** What comes back for the table, shaped like it; undefined where nobody asks for it. */
  readonly gradient?: number;
  /** For each cell, in time order, its row of the table (int32). */
  readonly indices: number;
  /** The most rows. */
  readonly capacity: number;
  /** The rows before it are those of the last `forward`. */
  begin: number;
  count: number;
}

export interface LayerContext {
  heap: Heap;
  kernels: LayerKernels;
  matmul: MatMul;
  config: LayerSpec['config'];
  /** Pointers to the layer's weights by their short name (`kernel`), in Keras's shapes, and to their gradients. */
  weights: Readonly<Record<string, number>>;
  gradients: Readonly<Record<string, number>>;
  input: IndexedActivations;
  /** Whether `backward` will be called. */
  training: boolean;
  /** The most columns and cells that a packed batch will have. */
  columns: number;
  cells: number;
  /** The ids 0, 1, 2 … of as many cells. */
  identity: number;
}

/** A layer with what it keeps from `forward` for `backward`. */
export interface Layer {
  readonly output: IndexedActivations;
  /** Computes the output from the input. */
  forward(packed: PackedBatch): void;
  /** Computes the gradients of the weights and, where it is asked for, of the input from that of the output. */
  backward(packed: PackedBatch): void;
}

/** A layer that the engine cpu can train. A new one is one file like its neighbours, named in `index.ts`. */
export interface LayerType {
  /** What in this configuration can't be computed; undefined when everything can. */
  unsupported(config: LayerSpec['config']): string | undefined;
  create(context: LayerContext): Layer;
}

/** The rows that the last `forward` did not have. */
export function newRows({ table, begin, count, features }: IndexedActivations): Matrix {
  return { pointer: table + BYTES * begin * features, rows: count - begin, columns: features };
}

export const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Room for the rows that a layer gives on. */
export function allocateActivations(
  { heap, training }: LayerContext,
  { features, capacity, indices }: Pick<IndexedActivations, 'features' | 'capacity' | 'indices'>,
): IndexedActivations {
  return {
    features,
    table: heap.allocate(capacity * features),
    gradient: training ? heap.allocate(capacity * features) : undefined,
    indices,
    capacity,
    begin: 0,
    count: 0,
  };
}

/** Names the first option that is set to something else than what the layers compute. */
export function unsupportedOption(
  config: LayerSpec['config'],
  expected: Readonly<Record<string, unknown>>,
): string | undefined {
  const options = {
    ...expected,
    ...regularizersAndConstraints(config),
    activityRegularizer: null,
    trainable: true,
  };
  for (const [key, value] of Object.entries(options)) {
    // null where a loaded model leaves the option open.
    if ((config[key] ?? value) !== value) return `${key} ${JSON.stringify(config[key])}`;
  }
  return undefined;
}

export function unsupportedActivation(config: LayerSpec['config'], key = 'activation'): string | undefined {
  return String(config[key]) in ACTIVATIONS ? undefined : `${key} ${JSON.stringify(config[key])}`;
}

function regularizersAndConstraints(config: LayerSpec['config']): Record<string, null> {
  const keys = Object.keys(config).filter((key) => /(Regularizer|Constraint)$/.test(key));
  return Object.fromEntries(keys.map((key) => [key, null]));
}
