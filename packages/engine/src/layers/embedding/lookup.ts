import type { Network } from '../../backend/network';
import type { PackedBatch } from '../../backend/packing/packed-batch';
import type { UniqueIds } from './unique-ids';

/**
 * Deduplicates the batch's word ids, like `np.unique(ids, return_inverse=True)`. The padding column reads id 0.
 *
 * @param unique receives the distinct ids, in addition to those that it already has
 * @param indices receives each cell's index in `unique`, in time order
 * @param x word ids, [all rows × steps]
 */
export function deduplicate(
  unique: UniqueIds,
  indices: Int32Array,
  { batchSizes, firstColumn }: PackedBatch,
  rows: Int32Array,
  x: Float32Array | Int32Array,
): void {
  let cell = 0;
  for (const [t, count] of batchSizes.entries()) {
    for (let column = 0; column < count; column++) {
      const i = column - firstColumn;
      indices[cell++] = unique.indexOf(i < 0 ? 0 : x[rows[i] * batchSizes.length + t]);
    }
  }
}

/**
 * Copies the embedding's rows for the ids into the network's input table, from row `begin` on.
 *
 * @param embedding [vocabulary × features]
 */
export function lookUp(network: Network, unique: UniqueIds, embedding: Float32Array): void {
  const { begin, features } = network.input;
  network.input.count = unique.count;
  const { table } = network;
  for (let i = begin; i < unique.count; i++) {
    const from = unique.ids[i] * features;
    table.set(embedding.subarray(from, from + features), i * features);
  }
}
