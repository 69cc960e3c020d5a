import type { OptimizerKernels } from '../../backend/kernels';
import type { Network } from '../../backend/network';
import type { PackedBatch } from '../../backend/packing/packed-batch';
import type { SharedFit } from '../../backend/threads/shared';
import type { CompiledModel } from '../../graph/compile-model';
import type { AdamVectors } from '../../optimizers/adam';
import { LazyAdam } from '../../optimizers/lazy-adam';
import { deduplicate, lookUp } from './lookup';
import { UniqueIds } from './unique-ids';

/** Trains one worker's shard of the embedding: the rows with `id % workers === worker`. */
export class EmbeddingShard {
  private readonly vocabularySize: number;
  private readonly dimension: number;
  /** The distinct ids of this worker's part of the batch. */
  private readonly used: UniqueIds;
  /** The distinct ids of the whole batch that belong to this shard. */
  private readonly summed: UniqueIds;
  private readonly adam: LazyAdam;
  /** The optimizer step up to which each row is up to date. */
  private readonly updatedAt: Int32Array;

  /** @param table [vocabulary × dimension], in the kernels' memory */
  constructor(
    private readonly kernels: OptimizerKernels,
    private readonly model: CompiledModel,
    private readonly table: AdamVectors,
    private readonly fit: SharedFit,
    private readonly worker: number,
    private readonly workers: number,
  ) {
    this.dimension = model.features;
    this.vocabularySize = table.w.length / this.dimension;
    this.updatedAt = new Int32Array(this.vocabularySize);
    this.adam = new LazyAdam(kernels, table, this.dimension, this.updatedAt, fit.learningRate);
    this.used = new UniqueIds(this.vocabularySize, fit.uniqueIds[worker]);
    this.summed = new UniqueIds(
      this.vocabularySize,
      new Int32Array(fit.rowGradientSums[worker].length / this.dimension),
    );
  }

  /** Starts an epoch; all rows are up to date at `step`. */
  begin(step: number): void {
    this.updatedAt.fill(step);
    this.adam.begin(step);
  }

  /** Looks up the embeddings of this worker's part of the batch. Their gradients will be in `fit.rowGradients`. */
  fill(network: Network, packed: PackedBatch, rows: Int32Array): void {
    this.used.clear();
    deduplicate(this.used, network.indices(packed.offsets[this.model.steps]), packed, rows, this.fit.x);
    lookUp(network, this.used, this.table.w);
    this.fit.uniqueCounts[this.worker] = this.used.count;
  }

  /** Sums the gradients of this shard's rows over all workers, and updates the rows. */
  update(): void {
    const { summed, kernels, fit, dimension } = this;
    const rowBytes = dimension * Float32Array.BYTES_PER_ELEMENT;
    const sums = fit.rowGradientSums[this.worker].byteOffset;
    this.adam.advance();
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      const ids = fit.uniqueIds[other];
      const gradients = fit.rowGradients[other].byteOffset;
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
    const { steps } = this.model;
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
