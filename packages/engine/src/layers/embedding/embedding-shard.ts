import type { OptimizerKernels } from '../../backend/kernels';
import type { SharedEmbedding, SharedFit } from '../../backend/threads/shared';
import type { AdamVectors } from '../../optimizers/adam';
import { LazyAdam } from '../../optimizers/lazy-adam';
import { UniqueIds } from './unique-ids';

/** Trains one worker's shard of the embedding: the rows with `id % workers === worker`. */
export class EmbeddingShard {
  private readonly vocabularySize: number;
  /** The distinct ids of the whole batch that belong to this shard. */
  private readonly summed: UniqueIds;
  private readonly adam: LazyAdam;
  /** The optimizer step up to which each row is up to date. */
  private readonly updatedAt: Int32Array;

  /**
   * @param table [vocabulary × dimension], in the kernels' memory
   * @param steps time steps of a row of `fit.x`
   */
  constructor(
    private readonly kernels: OptimizerKernels,
    table: AdamVectors,
    private readonly embedding: SharedEmbedding,
    private readonly fit: SharedFit,
    private readonly steps: number,
    private readonly worker: number,
    private readonly workers: number,
  ) {
    const { dimension, rowGradientSums } = embedding;
    this.vocabularySize = table.w.length / dimension;
    this.updatedAt = new Int32Array(this.vocabularySize);
    this.adam = new LazyAdam(kernels, table, dimension, this.updatedAt);
    const capacity = rowGradientSums[worker].length / dimension;
    this.summed = new UniqueIds(this.vocabularySize, new Int32Array(capacity));
  }

  /** Starts an epoch; all rows are up to date at `step`. */
  begin(step: number, learningRate: number): void {
    this.updatedAt.fill(step);
    this.adam.begin(step, learningRate);
  }

  /** Sums the gradients of this shard's rows over all workers, and updates the rows. */
  update(): void {
    const { summed, kernels, fit } = this;
    const { dimension, rowGradients, rowGradientSums } = this.embedding;
    const rowBytes = dimension * Float32Array.BYTES_PER_ELEMENT;
    const sums = rowGradientSums[this.worker].byteOffset;
    this.adam.advance();
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      const ids = fit.uniqueIds[other];
      const gradients = rowGradients[other].byteOffset;
      for (let i = 0; i < fit.uniqueCounts[other]; i++) {
        if (!this.owns(ids[i])) continue;
        const before = summed.count;
        const sum = sums + rowBytes * summed.indexOf(ids[i]);
        if (summed.count > before) kernels.copy(dimension, gradients + rowBytes * i, sum);
        else kernels.add(dimension, gradients + rowBytes * i, sum);
      }
    }
    for (let i = 0; i < summed.count; i++) this.adam.update(summed.ids[i], sums + rowBytes * i);
  }

  /** Brings the rows of this shard that the next batch uses up to date. */
  prepare(batch: Int32Array): void {
    const { steps } = this;
    for (const row of batch) {
      for (let i = row * steps; i < (row + 1) * steps; i++) {
        const id = this.fit.x[i];
        if (this.owns(id)) this.adam.catchUp(id);
      }
    }
    if (this.owns(0)) this.adam.catchUp(0);
  }

  /** Brings all rows of this shard up to date. */
  finish(): void {
    for (let id = this.worker; id < this.vocabularySize; id += this.workers) this.adam.catchUp(id);
  }

  private owns(id: number): boolean {
    return id % this.workers === this.worker;
  }
}
