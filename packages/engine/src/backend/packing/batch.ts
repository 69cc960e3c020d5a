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
  const { features } = network.input;
  network.input.count = offsets[batchSizes.length];
  const { table } = network;
  let at = 0;
  for (const [t, count] of batchSizes.entries()) {
    for (let column = 0; column < count; column++) {
      const from = (rows[column] * batchSizes.length + t) * features;
      for (let i = 0; i < features; i++) table[at++] = x[from + i];
    }
  }
}

/** Each row's length without its leading padding (id 0). */
export function tokenCounts(x: Float32Array | Int32Array, steps: number): Int32Array {
  return Int32Array.from({ length: x.length / steps }, (_, row) => {
    let t = 0;
    while (t < steps && x[row * steps + t] === 0) t++;
    return steps - t;
  });
}

/** Positions 0 … n−1 sorted by length, longest first; stable. */
export function rankByLength(lengths: Int32Array): Int32Array {
  return Int32Array.from(lengths.keys()).sort((a, b) => lengths[b] - lengths[a] || a - b);
}
