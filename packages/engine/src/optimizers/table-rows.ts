import type { Heap } from '../backend/heap';
import type { OptimizerKernels } from '../backend/kernels';
import type { Float32Pointer } from '../backend/pointer';
import { elementAt, NO_FLOATS, pointerTo } from '../backend/pointer';
import type { MissedSteps, Optimizer, OptimizerVectors, RangeUpdate } from './optimizer';
import { pointersOf, rangeUpdate } from './range-update';

/**
 * Trains an embedding's rows, of which a batch uses only a few. The result is that of dense steps over the whole table:
 * a row is skipped while its gradient is zero, and catches up with the steps that it missed when it is used next.
 */
export class TableRows {
  readonly w: Float32Array;
  /** Whether the optimizer can't sum up missed steps, so that every row must catch up at every step. */
  readonly walks: boolean;
  private readonly updateRange: RangeUpdate;
  private readonly missedSteps?: MissedSteps;
  /** The optimizer step up to which each row is up to date. */
  readonly updatedAt: Int32Array;
  private step = 0;
  /** A row's gradient, zero. */
  private readonly noGradient: Float32Pointer;
  /** The weights and the slots. */
  private readonly vectors: readonly Float32Pointer[];
  /** Each with space for the row that `readRow` lets catch up. */
  private saved?: readonly { vector: Float32Pointer; copy: Float32Pointer }[];

  /** @param vectors the table with its slots, [rows × dimension], in the heap */
  constructor(
    optimizer: Optimizer,
    private readonly kernels: OptimizerKernels,
    private readonly heap: Heap,
    vectors: OptimizerVectors,
    private readonly dimension: number,
  ) {
    this.w = vectors.w;
    this.updateRange = rangeUpdate(optimizer, kernels, heap, vectors);
    this.missedSteps = optimizer.missedSteps?.(kernels, pointersOf(vectors));
    this.walks = this.missedSteps === undefined;
    this.updatedAt = new Int32Array(vectors.w.length / dimension);
    this.noGradient = this.walks ? heap.allocate(dimension) : NO_FLOATS;
    this.vectors = [vectors.w, ...vectors.slots].map((vector) => pointerTo(vector));
  }

  get count(): number {
    return this.updatedAt.length;
  }

  /** The weights of a row. */
  rowAt(row: number): Float32Pointer {
    return elementAt(pointerTo(this.w), row * this.dimension);
  }

  /** Starts an epoch; all rows are up to date at `step`. */
  begin(step: number): void {
    this.step = step;
    this.updatedAt.fill(step);
    this.missedSteps?.begin(step);
  }

  /** Advances to the step that the optimizer has begun. */
  advance(): void {
    this.step++;
    this.missedSteps?.advance();
  }

  /** Applies the steps that the row missed, up to and including the current one. */
  catchUp(row: number): void {
    const since = this.updatedAt[row];
    if (since === this.step) return;
    const begin = row * this.dimension;
    if (this.missedSteps) this.missedSteps.catchUp(begin, this.dimension, since);
    else this.updateRange(begin, this.dimension, this.noGradient);
    this.updatedAt[row] = this.step;
  }

  /**
   * Passes on a row as it is at the current step, and leaves it as it was: if rows caught up at other steps, they would round
   * differently.
   */
  readRow(row: number, visit: (values: Float32Array) => void): void {
    const { kernels, dimension, updatedAt } = this;
    const since = updatedAt[row];
    const begin = row * dimension;
    const values = this.w.subarray(begin, begin + dimension);
    if (since === this.step) {
      visit(values);
      return;
    }
    this.saved ??= this.vectors.map((vector) => ({ vector, copy: this.heap.allocate(dimension) }));
    for (const { vector, copy } of this.saved) kernels.copy(dimension, elementAt(vector, begin), copy);
    this.catchUp(row);
    visit(values);
    for (const { vector, copy } of this.saved) kernels.copy(dimension, copy, elementAt(vector, begin));
    updatedAt[row] = since;
  }

  /** Applies the current step to a row with a gradient. The row must be up to date at the previous step. */
  update(row: number, gradient: Float32Pointer): void {
    this.updateRange(row * this.dimension, this.dimension, gradient);
    this.updatedAt[row] = this.step;
  }
}
