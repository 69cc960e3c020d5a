import type { Heap } from '../../backend/heap';
import type { Float32Pointer } from '../../backend/pointer';
import type { SharedEmbedding } from '../../backend/threads/shared';
import type { Bags } from './bags';
import { UniqueIds } from './unique-ids';

/** Passes the gradients of one worker's ids on to the rows of their bags. */
export class BagGradients {
  /** The gradients of the ids' means, [ids × dimension]; the network writes them. */
  readonly means: Float32Pointer;
  private readonly used: UniqueIds;

  /**
   * @param tableSize rows of the table
   * @param ids the most distinct ids of a batch
   */
  constructor(
    private readonly heap: Heap,
    private readonly bags: Bags,
    private readonly embedding: SharedEmbedding,
    private readonly worker: number,
    { tableSize, ids }: { tableSize: number; ids: number },
  ) {
    this.means = heap.allocate(ids * embedding.dimension);
    this.used = new UniqueIds(tableSize, embedding.uniqueRows[worker]);
  }

  /** Writes the rows that the ids use, and their gradients, to `embedding`. */
  spread({ ids, count }: UniqueIds): void {
    const { used, worker } = this;
    const { begins, rows } = this.bags;
    const { dimension, uniqueRows, uniqueCounts, rowGradients } = this.embedding;
    const means = this.heap.floats(this.means, count * dimension);
    const gradients = this.heap.floats(rowGradients[worker], uniqueRows[worker].length * dimension);
    used.clear();
    for (let i = 0; i < count; i++) {
      const end = begins[ids[i] + 1];
      const share = 1 / (end - begins[ids[i]]);
      for (let k = begins[ids[i]]; k < end; k++) {
        const before = used.count;
        const to = used.indexOf(rows[k]) * dimension;
        if (used.count > before) gradients.fill(0, to, to + dimension);
        for (let d = 0; d < dimension; d++) gradients[to + d] += share * means[i * dimension + d];
      }
    }
    uniqueCounts[worker] = used.count;
  }
}
