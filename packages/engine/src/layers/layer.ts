import type { Heap } from '../backend/heap';
import type { LayerKernels } from '../backend/kernels';
import type { MatMul } from '../backend/matmul/matmul';
import type { Matrix } from '../backend/matmul/matrix';
import type { PackedBatch } from '../backend/packing/packed-batch';
import type { Float32Pointer, Int32Pointer } from '../backend/pointer';
import { elementAt } from '../backend/pointer';
import { l2Factor } from '../graph/l2-penalty';
import type { LayerSpec } from '../graph/model-spec';
import { rowActivation } from './activations';
import type { DropoutSource } from './dropout/dropout-source';
import type { Gate } from './saturation';

/** The time steps of activations. Without a time axis they have one step. */
export interface Axis {
  readonly steps: number;
  /** The current batch on this axis. */
  packed: PackedBatch;
}

/**
 * Activations without duplicates: a table of distinct rows, and the row's index for each cell (time step × column), so that
 * a word that occurs often is computed once. Only `begin` and `count` change.
 */
export interface IndexedActivations {
  readonly axis: Axis;
  readonly features: number;
  /** The distinct rows, [count, features]. */
  readonly table: Float32Pointer;
  /** The gradient of the table, with its shape; undefined if it isn't needed. */
  readonly gradient?: Float32Pointer;
  /** Each cell's row of the table, in time order. */
  readonly indices: Int32Pointer;
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
  /** Pointers to the layer's weights, in Keras's shapes, by their name within the layer (`kernel`, `forward_lstm/kernel`). */
  weights: Readonly<Record<string, Float32Pointer>>;
  /** Pointers to the weights' gradients; empty unless `training`. */
  gradients: Readonly<Record<string, Float32Pointer>>;
  /** What the layer is applied to: at least one. */
  inputs: readonly IndexedActivations[];
  /** The first of them. */
  input: IndexedActivations;
  /** Without the batch axis: the shape of the output in TensorFlow.js. */
  shape: readonly number[];
  /** Whether `backward` will be called. */
  training: boolean;
  /** Whether the layer's weights stay as they are. */
  frozen: boolean;
  /** Replaces values with their sums over all workers. Every worker must call it, in the same order of layers. */
  allReduce(values: Float64Array): void;
  /** The axis with this number of time steps; with 1, activations without a time axis. */
  axisOf(steps: number): Axis;
  /** Maximum columns of a packed batch. */
  columns: number;
  /** Pointer to the indices 0, 1, 2 …, one per cell of the longest axis. */
  identity: Int32Pointer;
  dropout: DropoutSource;
  /** The number of a dropout mask: the same in every network of this model. */
  newMask(): number;
}

/** A layer, with the state that `backward` needs from `forward`. */
export interface Layer {
  readonly output: IndexedActivations;
  /** Computes the output from the inputs. */
  forward(): void;
  /**
   * Computes the gradients of the weights and of the inputs that need one, from the gradient of the output, which it may
   * overwrite.
   */
  backward(): void;
  /** Updates the weights that aren't trained (`moving_mean`) by the batch of the last `forward`. */
  updateStatistics?(): void;
  /** Of a recurrent layer, those that can saturate. */
  readonly gates?: readonly Gate[];
}

type Shape = readonly (number | null)[];

/** A layer that the engine `cpu` can train. To add one, write a folder like its neighbours and register it in `index.ts`. */
export interface LayerType {
  /**
   * The first unsupported option of this configuration; undefined if everything is supported.
   *
   * @param inputShapes without the batch axis
   */
  unsupported(config: LayerSpec['config'], inputShapes: readonly Shape[]): string | undefined;
  /** Whether it reads several inputs; else it has exactly one. */
  merges?: boolean;
  /** Whether equal inputs give equal outputs for all rows up to their first token, so that they are computed once. */
  sharesPadding?(config: LayerSpec['config']): boolean;
  /** What it does with the mask of its input: passes it on, or uses it up. Undefined if it doesn't support masks. */
  mask?(config: LayerSpec['config']): 'passed' | 'used' | undefined;
  /** The most values that it passes to `LayerContext.allReduce` at once; undefined if it doesn't. */
  reduces?(features: number): number;
  create(context: LayerContext): Layer;
}

/** The table's rows from `begin`: those that are new since the last `forward`. */
export function newRows({ table, begin, count, features }: IndexedActivations): Matrix {
  return { pointer: elementAt(table, begin * features), rows: count - begin, columns: features };
}

/** The same activations, reduced to the table's rows from `begin`. */
export function newPart(activations: IndexedActivations): IndexedActivations {
  const { table, begin, count, features } = activations;
  return { ...activations, table: elementAt(table, begin * features), begin: 0, count: count - begin };
}

/** All rows of the table. */
export function allRows({ table, count, features }: IndexedActivations): Matrix {
  return { pointer: table, rows: count, columns: features };
}

/** Maximum cells on an axis. */
export function maximumCells({ columns }: LayerContext, { steps }: Axis): number {
  return columns * steps;
}

/** Allocates an output with the rows and cells of the input. */
export function allocateLike(context: LayerContext, features: number): IndexedActivations {
  const { axis, capacity, indices } = context.input;
  return allocate(context, { axis, features, capacity, indices });
}

/** Allocates an output with a row for each cell of the axis. */
export function allocateCells(context: LayerContext, axis: Axis, features: number): IndexedActivations {
  const { identity } = context;
  return allocate(context, { axis, features, capacity: maximumCells(context, axis), indices: identity });
}

function allocate(
  { heap, training }: LayerContext,
  given: Pick<IndexedActivations, 'axis' | 'features' | 'capacity' | 'indices'>,
): IndexedActivations {
  const size = given.capacity * given.features;
  const gradient = training ? heap.allocate(size) : undefined;
  return { ...given, table: heap.allocate(size), gradient, begin: 0, count: 0 };
}

/** Pointers by the weight's name. To read a missing one throws, because undefined would be address 0 in the heap. */
export function pointersByName(
  entries: Iterable<readonly [string, Float32Pointer]>,
): Readonly<Record<string, Float32Pointer>> {
  return new Proxy(Object.fromEntries(entries), {
    get(pointers, name) {
      if (!Reflect.has(pointers, name)) throw new Error(`There is no weight "${String(name)}".`);
      return Reflect.get(pointers, name) as Float32Pointer;
    },
  });
}

/** The first option with a value other than the `expected` one, which is all that the layer computes. */
export function unsupportedOption(
  config: LayerSpec['config'],
  expected: Readonly<Record<string, unknown>>,
): string | undefined {
  const options = { ...expected, ...regularizersAndConstraints(config), activityRegularizer: null };
  for (const [key, value] of Object.entries(options)) {
    // A loaded model has null for an option that isn't set.
    if ((config[key] ?? value) !== value) return `${key} ${JSON.stringify(config[key])}`;
  }
  return undefined;
}

export function unsupportedActivation(config: LayerSpec['config'], key = 'activation'): string | undefined {
  return rowActivation(String(config[key])) ? undefined : `${key} ${JSON.stringify(config[key])}`;
}

/** All that are set, except L2 regularizers. */
function regularizersAndConstraints(config: LayerSpec['config']): Record<string, null> {
  const keys = Object.keys(config).filter(
    (key) => /(Regularizer|Constraint)$/.test(key) && l2Factor(config[key]) === undefined,
  );
  return Object.fromEntries(keys.map((key) => [key, null]));
}
