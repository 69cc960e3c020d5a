import type { Network } from '../../backend/network';
import type { PackedBatch } from '../../backend/packing/packed-batch';
import type { UniqueIds } from './unique-ids';

/**
 * Numbers the words of the rows, and gives each cell the number of its word; a column without a row has padding.
 *
 * @param x word ids, [all rows × steps]
 * @param cells receives the number of each cell's word, in time order
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
 * Fills the network's input from its `begin` on with the words' rows of the embedding.
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
