import type { OptimizerKernels } from '../../backend/kernels';
import { elementAt } from '../../backend/pointer';
import type { GradientPart } from '../../backend/threads/gradient-clipper';
import type { SharedEmbedding, SharedFit } from '../../backend/threads/shared';
import type { TableRows } from '../../optimizers/table-rows';
import { UniqueIds } from './unique-ids';

/** Trains one worker's shard of the embedding: the rows with `id % workers === worker`. */
export class EmbeddingShard {
  private readonly vocabularySize: number;
  /** The distinct ids of the whole batch that belong to this shard. */
  private readonly summed: UniqueIds;
  /** The summed gradients of `summed`'s rows. */
  readonly gradientSum: GradientPart;

  /**
   * @param table [vocabulary × dimension]
   * @param steps time steps of a row of `fit.x`
   */
  constructor(
    private readonly kernels: OptimizerKernels,
    private readonly table: TableRows,
    private readonly embedding: SharedEmbedding,
    private readonly fit: SharedFit,
    private readonly steps: number,
    private readonly worker: number,
    private readonly workers: number,
  ) {
    this.vocabularySize = table.count;
    this.gradientSum = { pointer: embedding.rowGradientSums[worker], count: 0 };
    this.summed = new UniqueIds(this.vocabularySize, new Int32Array(embedding.rows));
  }

  /** Starts an epoch; all rows are up to date at `step`. */
  begin(step: number): void {
    this.table.begin(step);
  }

  /** Repeats a step of the epoch that a checkpoint's rows have taken, after `Optimizer.begin`. */
  replay(): void {
    this.table.advance();
  }

  /** Copies the step up to which each row of this shard is up to date. */
  save(updatedAt: Int32Array): void {
    for (const id of this.ownIds()) updatedAt[id] = this.table.updatedAt[id];
  }

  /** Sets it to that of a checkpoint. */
  restore(updatedAt: Int32Array): void {
    for (const id of this.ownIds()) this.table.updatedAt[id] = updatedAt[id];
  }

  /** Sums the gradients of this shard's rows over all workers. */
  sumGradients(): void {
    const { summed, kernels, fit } = this;
    const { dimension, rowGradients } = this.embedding;
    const sums = this.gradientSum.pointer;
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      const ids = fit.uniqueIds[other];
      const gradients = rowGradients[other];
      for (let i = 0; i < fit.uniqueCounts[other]; i++) {
        if (!this.owns(ids[i])) continue;
        const before = summed.count;
        const sum = elementAt(sums, dimension * summed.indexOf(ids[i]));
        const gradient = elementAt(gradients, dimension * i);
        if (summed.count > before) kernels.copy(dimension, gradient, sum);
        else kernels.add(dimension, gradient, sum);
      }
    }
    if (this.embedding.l2 !== 0) this.addPenaltyGradient();
    this.gradientSum.count = summed.count * dimension;
  }

  /** The L2 penalty of this shard's rows. */
  penalty(): number {
    const { dimension, l2 } = this.embedding;
    if (l2 === 0) return 0;
    let sum = 0;
    for (let id = this.worker; id < this.vocabularySize; id += this.workers) {
      sum += this.kernels.sumOfSquares(dimension, this.table.rowAt(id));
    }
    return l2 * sum;
  }

  /** Updates this shard's rows by their summed gradients. */
  update(): void {
    const { summed, table, gradientSum } = this;
    const { dimension } = this.embedding;
    table.advance();
    for (let i = 0; i < summed.count; i++) {
      table.update(summed.ids[i], elementAt(gradientSum.pointer, dimension * i));
    }
    if (table.walks) this.finish();
  }

  /** Brings the rows of this shard that the next batch uses up to date. */
  prepare(batch: Int32Array): void {
    const { steps } = this;
    for (const row of batch) {
      for (let i = row * steps; i < (row + 1) * steps; i++) {
        const id = this.fit.x[i];
        if (this.owns(id)) this.table.catchUp(id);
      }
    }
    if (this.owns(0)) this.table.catchUp(0);
  }

  /** Brings all rows of this shard up to date. */
  finish(): void {
    for (const id of this.ownIds()) this.table.catchUp(id);
  }

  private *ownIds(): Generator<number> {
    for (let id = this.worker; id < this.vocabularySize; id += this.workers) yield id;
  }

  /** Gives every row a gradient, so that no row has to catch up. */
  private addPenaltyGradient(): void {
    const { summed, kernels, table, gradientSum } = this;
    const { dimension, l2 } = this.embedding;
    for (let id = this.worker; id < this.vocabularySize; id += this.workers) {
      const before = summed.count;
      const sum = elementAt(gradientSum.pointer, dimension * summed.indexOf(id));
      if (summed.count > before) {
        kernels.copy(dimension, table.rowAt(id), sum);
        kernels.scale(dimension, 2 * l2, sum);
      } else {
        kernels.axpy(dimension, 2 * l2, table.rowAt(id), sum);
      }
    }
  }

  private owns(id: number): boolean {
    return id % this.workers === this.worker;
  }
}
