import type { Network } from '../network';
import type { PackedBatch } from './packed-batch';

/**
 * Copies the rows' values into the network's input, in time order. For models without an embedding.
 *
 * @param x [all rows × steps × features]
 */
export function fillInput(
  network: Network,
  { batchSizes, offsets }: PackedBatch,
  rows: Int32Array,
  x: Float32Array | Int32Array,
): void {
  const [source] = network.sources;
  const { features } = source;
  source.count = offsets[batchSizes.length];
  const table = network.table(source);
  let at = 0;
  for (const [t, count] of batchSizes.entries()) {
    for (let column = 0; column < count; column++) {
      const from = (rows[column] * batchSizes.length + t) * features;
      for (let i = 0; i < features; i++) table[at++] = x[from + i];
    }
  }
}

/** Positions 0 … n−1 sorted by length, longest first; stable. */
export function rankByLength(lengths: Int32Array): Int32Array {
  return Int32Array.from(lengths.keys()).sort((a, b) => lengths[b] - lengths[a] || a - b);
}
