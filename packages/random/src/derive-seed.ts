import { createHash } from 'node:crypto';

import { checkSeed } from './seed';

/**
 * The seed for one purpose ("data", "weights", "order", "dropout"): each purpose has its own RandomState, so that drawing more
 * values for one does not change the others.
 *
 * It is the first four bytes, as a big-endian unsigned integer, of the SHA-256 of the UTF-8 text `<seed>/<purpose>`. Recorded
 * runs depend on it, so it never changes.
 *
 * @param seed integer in 0 … 2³²−1
 * @returns integer in 0 … 2³²−1
 * @throws RangeError for a seed outside that range
 */
export function deriveSeed(seed: number, purpose: string): number {
  checkSeed(seed);
  return createHash('sha256').update(`${seed}/${purpose}`).digest().readUInt32BE(0);
}
