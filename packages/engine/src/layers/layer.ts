import type { Heap } from '../backend/heap';
import type { LayerKernels } from '../backend/kernels';
import type { MatMul } from '../backend/matmul/matmul';
import type { Matrix } from '../backend/matmul/matrix';
import type { PackedBatch } from '../backend/packing/packed-batch';
import type { LayerSpec } from '../graph/model-spec';
import { ACTIVATIONS } from './activations';

/**
 * A layer's activations without duplicates: a table of distinct rows, and the row's index for each cell (time step ×
 * column), so that a word that occurs often is computed once. Only `begin` and `count` change; table, gradient and indices
 * are byte offsets in the heap.
 */
export interface IndexedActivations {
  readonly features: number;
  /** The distinct rows, [count, features]. */
  readonly table: number;
  /** The gradient of the table, with its shape; undefined if it isn't needed. */
  readonly gradient?: number;
  /** Each cell's row of the table, in time order (int32). */
  readonly indices: number;
  /** Maximum rows of the table. */
  readonly capacity: number;
  /** Rows before this one are unchanged since the last `forward`, and so is what was computed from them. */
  begin: number;
  /** Rows of the table. */
  count: number;
}

/** What a layer is created with. */
export interface LayerContext {
  heap: Heap;
  kernels: LayerKernels;
  matmul: MatMul;
  config: LayerSpec['config'];
  /** Pointers to the layer's weights, in Keras's shapes, by their short name (`kernel`). */
  weights: Readonly<Record<string, number>>;
  /** Pointers to the weights' gradients; empty unless `training`. */
  gradients: Readonly<Record<string, number>>;
  input: IndexedActivations;
  /** Whether `backward` will be called. */
  training: boolean;
  /** Maximum columns and cells of a packed batch. */
  columns: number;
  cells: number;
  /** Pointer to the indices 0, 1, 2 …, one per cell. */
  identity: number;
}

/** A layer, with the state that `backward` needs from `forward`. */
export interface Layer {
  readonly output: IndexedActivations;
  /** Computes the output from the input. */
  forward(packed: PackedBatch): void;
  /** Computes the gradients of the weights and, if needed, of the input from the gradient of the output. */
  backward(packed: PackedBatch): void;
}

/** A layer that the engine `cpu` can train. To add one, write a folder like its neighbours and register it in `index.ts`. */
export interface LayerType {
  /** The first unsupported option of this configuration; undefined if everything is supported. */
  unsupported(config: LayerSpec['config']): string | undefined;
  create(context: LayerContext): Layer;
}

/** The table's rows from `begin`: those that are new since the last `forward`. */
export function newRows({ table, begin, count, features }: IndexedActivations): Matrix {
  return { pointer: table + BYTES * begin * features, rows: count - begin, columns: features };
}

export const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Allocates a layer's output. */
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

/** The first option with a value other than the `expected` one, which is all that the layer computes. */
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
    // A loaded model has null for an option that isn't set.
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
