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
  /** A row's weights and slots, while `copyRow` lets it catch up. */
  private readonly saved: readonly Float32Array[];

  /** @param vectors the table with its slots, [rows × dimension], in the heap */
  constructor(
    optimizer: Optimizer,
    kernels: OptimizerKernels,
    heap: Heap,
    private readonly vectors: OptimizerVectors,
    private readonly dimension: number,
  ) {
    this.w = vectors.w;
    this.updateRange = rangeUpdate(optimizer, kernels, heap, vectors);
    this.missedSteps = optimizer.missedSteps?.(kernels, pointersOf(vectors));
    this.walks = this.missedSteps === undefined;
    this.updatedAt = new Int32Array(vectors.w.length / dimension);
    this.noGradient = this.walks ? heap.allocate(dimension) : NO_FLOATS;
    this.saved = [vectors.w, ...vectors.slots].map(() => new Float32Array(dimension));
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
   * Copies a row as it is at the current step, without changing it: if rows caught up at other steps, they would round
   * differently.
   *
   * @param to [dimension]
   */
  copyRow(row: number, to: Float32Array): void {
    const { vectors, dimension, saved, updatedAt } = this;
    const since = updatedAt[row];
    const parts = [vectors.w, ...vectors.slots].map((vector) =>
      vector.subarray(row * dimension, (row + 1) * dimension),
    );
    parts.forEach((part, i) => saved[i].set(part));
    this.catchUp(row);
    to.set(parts[0]);
    parts.forEach((part, i) => part.set(saved[i]));
    updatedAt[row] = since;
  }

  /** Applies the current step to a row with a gradient. The row must be up to date at the previous step. */
  update(row: number, gradient: Float32Pointer): void {
    this.updateRange(row * this.dimension, this.dimension, gradient);
    this.updatedAt[row] = this.step;
  }
}
