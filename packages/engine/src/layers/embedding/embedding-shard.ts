import type { AdamVectors } from '../../optimizers/adam';
import type { OptimizerKernels } from '../../backend/kernels';
import { LazyAdam } from '../../optimizers/lazy-adam';
import { lookUp, deduplicate } from './lookup';
import type { CompiledModel } from '../../graph/compile-model';
import type { Network } from '../../backend/network';
import type { PackedBatch } from '../../backend/packing/packed-batch';
import type { SharedFit } from '../../backend/threads/shared';
import { UniqueIds } from './unique-ids';

/** One thread's part of training the embedding: the words whose id leaves `worker` on division by `workers`. */
export class EmbeddingShard {
  private readonly vocabularySize: number;
  private readonly dimension: number;
  /** The words of this thread's part of the batch. */
  private readonly used: UniqueIds;
  /** Those of this thread's own words that any part of the batch has. */
  private readonly summed: UniqueIds;
  private readonly adam: LazyAdam;
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

  begin(step: number): void {
    this.updatedAt.fill(step);
    this.adam.begin(step);
  }

  /** Looks up the words of every cell; their gradients will come to `fit`. */
  fill(network: Network, packed: PackedBatch, rows: Int32Array): void {
    this.used.clear();
    deduplicate(this.used, network.indices(packed.offsets[this.model.steps]), packed, rows, this.fit.x);
    lookUp(network, this.used, this.table.w);
    this.fit.uniqueCounts[this.worker] = this.used.count;
  }

  /** Sums the gradients of this thread's words over all threads and takes the step. */
  update(): void {
    const { summed, kernels, fit, dimension } = this;
    const rowBytes = dimension * Float32Array.BYTES_PER_ELEMENT;
    const sums = fit.rowGradientSums[this.worker].byteOffset;
    this.adam.advance();
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      const words = fit.uniqueIds[other];
      const gradients = fit.rowGradients[other].byteOffset;
      for (let i = 0; i < fit.uniqueCounts[other]; i++) {
        if (!this.owns(words[i])) continue;
        const before = summed.count;
        const sum = sums + rowBytes * summed.indexOf(words[i]);
        if (summed.count > before) kernels.copy(dimension, gradients + rowBytes * i, sum);
        else kernels.add(dimension, gradients + rowBytes * i, sum);
      }
    }
    for (let i = 0; i < summed.count; i++) this.adam.update(summed.ids[i], sums + rowBytes * i);
  }

  /** Brings this thread's words among those of a batch up to date. */
  prepare(batch: Int32Array): void {
    const { steps } = this.model;
    for (const row of batch) {
      for (let i = row * steps; i < (row + 1) * steps; i++) {
        const word = this.fit.x[i];
        if (this.owns(word)) this.adam.catchUp(word);
      }
    }
    if (this.owns(0)) this.adam.catchUp(0);
  }

  /** Brings all of this thread's words up to date. */
  finish(): void {
    for (let word = this.worker; word < this.vocabularySize; word += this.workers) this.adam.catchUp(word);
  }

  private owns(word: number): boolean {
    return word % this.workers === this.worker;
  }
}
