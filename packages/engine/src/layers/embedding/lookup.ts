import type { Network } from '../../backend/network';
import type { PackedBatch } from '../../backend/packing/packed-batch';
import type { Bags, Lookups } from './bags';
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
 * Copies the embeddings' rows for the ids into the network's sources, from row `begin` on.
 *
 * @param w all weights
 */
export function lookUp(network: Network, unique: UniqueIds, lookups: Lookups, w: Float32Array): void {
  let i = 0;
  for (const { offset, bags } of lookups.values()) {
    const source = network.sources[i++];
    const { begin, features } = source;
    source.count = unique.count;
    const to = network.table(source);
    for (let row = begin; row < unique.count; row++) {
      const id = unique.ids[row];
      if (bags) {
        averageRows(bags, id, w.subarray(offset), to.subarray(row * features, (row + 1) * features));
      } else {
        const from = offset + id * features;
        to.set(w.subarray(from, from + features), row * features);
      }
    }
  }
}

/** mean ← the mean of the table's rows in the id's bag; zeros if that is empty. */
function averageRows({ begins, rows }: Bags, id: number, table: Float32Array, mean: Float32Array): void {
  mean.fill(0);
  const [begin, end] = [begins[id], begins[id + 1]];
  for (let k = begin; k < end; k++) {
    const from = rows[k] * mean.length;
    for (let d = 0; d < mean.length; d++) mean[d] += table[from + d] / (end - begin);
  }
}
