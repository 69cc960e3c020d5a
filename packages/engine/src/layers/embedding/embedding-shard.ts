import type { OptimizerKernels } from '../../backend/kernels';
import { elementAt } from '../../backend/pointer';
import type { GradientPart } from '../../backend/threads/gradient-clipper';
import type { SharedEmbedding, SharedFit } from '../../backend/threads/shared';
import type { TableRows } from '../../optimizers/table-rows';
import type { Bags } from './bags';
import { UniqueIds } from './unique-ids';

/** What a worker's shard of an embedding works on. */
interface ShardParts {
  kernels: OptimizerKernels;
  /** [table size × dimension] */
  table: TableRows;
  /** The rows that each id uses; undefined if it uses its own. */
  bags: Bags | undefined;
  embedding: SharedEmbedding;
  /** Word ids, [rows × steps]. */
  x: SharedFit['x'];
  steps: number;
}

/** Trains one worker's shard of the embedding: the rows of its table with `row % workers === worker`. */
export class EmbeddingShard {
  private readonly tableSize: number;
  /** The distinct rows of the whole batch that belong to this shard. */
  private readonly summed: UniqueIds;
  /** The summed gradients of `summed`'s rows. */
  readonly gradientSum: GradientPart;

  constructor(
    private readonly parts: ShardParts,
    private readonly worker: number,
    private readonly workers: number,
  ) {
    const { table, embedding } = parts;
    this.tableSize = table.count;
    this.gradientSum = { pointer: embedding.rowGradientSums[worker], count: 0 };
    this.summed = new UniqueIds(this.tableSize, new Int32Array(embedding.rows));
  }

  /** Starts an epoch; all rows are up to date at `step`. */
  begin(step: number): void {
    this.parts.table.begin(step);
  }

  /** Repeats a step of the epoch that a checkpoint's rows have taken, after `Optimizer.begin`. */
  replay(): void {
    this.parts.table.advance();
  }

  /** Copies the step up to which each row of this shard is up to date. */
  save(updatedAt: Int32Array): void {
    for (const row of this.ownRows()) updatedAt[row] = this.parts.table.updatedAt[row];
  }

  /** Sets it to that of a checkpoint. */
  restore(updatedAt: Int32Array): void {
    for (const row of this.ownRows()) this.parts.table.updatedAt[row] = updatedAt[row];
  }

  /** Sums the gradients of this shard's rows over all workers. */
  sumGradients(): void {
    const { summed } = this;
    const { kernels, embedding } = this.parts;
    const { dimension, rowGradients, uniqueRows, uniqueCounts } = embedding;
    const sums = this.gradientSum.pointer;
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      const rows = uniqueRows[other];
      const gradients = rowGradients[other];
      for (let i = 0; i < uniqueCounts[other]; i++) {
        if (!this.owns(rows[i])) continue;
        const before = summed.count;
        const sum = elementAt(sums, dimension * summed.indexOf(rows[i]));
        const gradient = elementAt(gradients, dimension * i);
        if (summed.count > before) kernels.copy(dimension, gradient, sum);
        else kernels.add(dimension, gradient, sum);
      }
    }
    if (embedding.l2 !== 0) this.addPenaltyGradient();
    this.gradientSum.count = summed.count * dimension;
  }

  /** The L2 penalty of this shard's rows. */
  penalty(): number {
    const { kernels, table, embedding } = this.parts;
    const { dimension, l2 } = embedding;
    if (l2 === 0) return 0;
    let sum = 0;
    for (let row = this.worker; row < this.tableSize; row += this.workers) {
      sum += kernels.sumOfSquares(dimension, table.rowAt(row));
    }
    return l2 * sum;
  }

  /** Updates this shard's rows by their summed gradients. */
  update(): void {
    const { summed, gradientSum } = this;
    const { table, embedding } = this.parts;
    const { dimension } = embedding;
    table.advance();
    for (let i = 0; i < summed.count; i++) {
      table.update(summed.ids[i], elementAt(gradientSum.pointer, dimension * i));
    }
    if (table.walks) this.finish();
  }

  /** Brings the rows of this shard that the next batch uses up to date. */
  prepare(batch: Int32Array): void {
    const { x, steps } = this.parts;
    for (const row of batch) {
      for (let i = row * steps; i < (row + 1) * steps; i++) {
        this.prepareId(x[i]);
      }
    }
    // That of the padding.
    this.prepareId(0);
  }

  private prepareId(id: number): void {
    const { bags, table } = this.parts;
    if (!bags) {
      if (this.owns(id)) table.catchUp(id);
      return;
    }
    for (let k = bags.begins[id]; k < bags.begins[id + 1]; k++) {
      if (this.owns(bags.rows[k])) table.catchUp(bags.rows[k]);
    }
  }

  /** Brings all rows of this shard up to date. */
  finish(): void {
    for (const row of this.ownRows()) this.parts.table.catchUp(row);
  }

  /** Passes on each row of this shard as it is at the current step. */
  readRows(visit: (row: Float32Array) => void): void {
    for (const row of this.ownRows()) this.parts.table.readRow(row, visit);
  }

  private *ownRows(): Generator<number> {
    for (let row = this.worker; row < this.tableSize; row += this.workers) yield row;
  }

  /** Gives every row a gradient, so that no row has to catch up. */
  private addPenaltyGradient(): void {
    const { summed, gradientSum } = this;
    const { kernels, table, embedding } = this.parts;
    const { dimension, l2 } = embedding;
    for (let row = this.worker; row < this.tableSize; row += this.workers) {
      const before = summed.count;
      const sum = elementAt(gradientSum.pointer, dimension * summed.indexOf(row));
      if (summed.count > before) {
        kernels.copy(dimension, table.rowAt(row), sum);
        kernels.scale(dimension, 2 * l2, sum);
      } else {
        kernels.axpy(dimension, 2 * l2, table.rowAt(row), sum);
      }
    }
  }

  private owns(row: number): boolean {
    return row % this.workers === this.worker;
  }
}
