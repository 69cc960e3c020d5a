/** Integers per slot: first id, second id, number of rows (later the n-gram's number), last row that had it, plus 1. */
const SLOT = 4;
const SMALLEST = 1 << 12;

/** A hash of a pair of ids, as a signed 32-bit integer. */
function hashOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second ^ (second >>> 15), 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** The shard, of `shards`, that counts a pair of ids. */
export function shardOf(first: number, second: number, shards: number): number {
  return shards === 1 ? 0 : (hashOf(first, second) >>> 16) % shards;
}

/**
 * The distinct pairs of ids of a corpus and in how many rows each occurs: a hash table with open addressing, exact, because it
 * compares the ids themselves. The first id of a pair is never 0.
 */
export class NgramTable {
  #slots = new Int32Array(SMALLEST * SLOT);
  /** 32 minus the base-2 logarithm of the number of slots. */
  #shift = 32 - Math.log2(SMALLEST);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Notes that a row has the pair. Rows come in ascending order, from 0. */
  count(first: number, second: number, row: number): void {
    let at = this.#find(first, second);
    if (this.#slots[at] === 0) {
      if (4 * ++this.#size > 3 * (this.#slots.length / SLOT)) {
        this.#resize((this.#slots.length / SLOT) * 2);
        at = this.#find(first, second);
      }
      this.#slots[at] = first;
      this.#slots[at + 1] = second;
    }
    const slots = this.#slots;
    if (slots[at + 3] === row + 1) return;
    slots[at + 3] = row + 1;
    slots[at + 2]++;
  }

  /**
   * Keeps the pairs that occur in at least `minRows` rows, and numbers them from 0 up, the most frequent first, so that what is
   * looked up most is close together; nothing can be counted afterwards.
   *
   * @returns the number of rows of each
   */
  number(minRows: number): Int32Array<ArrayBuffer> {
    const counted = this.#slots;
    const kept = Int32Array.from(keptSlots(counted, minRows));
    // A sort of numbers is many times faster than one by a function; equally frequent pairs stay in the table's order.
    const ranked = Float64Array.from(kept, (at, i) => i - counted[at + 2] * kept.length).sort();
    this.#clear(Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(2 * kept.length + 1))));
    this.#size = kept.length;
    return Int32Array.from(ranked, (key, number) => {
      const from = kept[((key % kept.length) + kept.length) % kept.length];
      const to = this.#find(counted[from], counted[from + 1]);
      this.#slots[to] = counted[from];
      this.#slots[to + 1] = counted[from + 1];
      this.#slots[to + 2] = number;
      return counted[from + 2];
    });
  }

  /** The number of a pair; -1 if it wasn't kept. */
  numberOf(first: number, second: number): number {
    const at = this.#find(first, second);
    return this.#slots[at] === 0 ? -1 : this.#slots[at + 2];
  }

  /** The place of the pair's slot, or of the empty one that it would take. */
  #find(first: number, second: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (Math.imul(hashOf(first, second), 0x9e3779b1) >>> this.#shift) * SLOT;
    while (slots[at] !== 0 && (slots[at] !== first || slots[at + 1] !== second)) at = (at + SLOT) & mask;
    return at;
  }

  #resize(slots: number): void {
    const old = this.#slots;
    this.#clear(slots);
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from] === 0) continue;
      const to = this.#find(old[from], old[from + 1]);
      for (let i = 0; i < SLOT; i++) this.#slots[to + i] = old[from + i];
    }
  }

  /** @param slots a power of 2 */
  #clear(slots: number): void {
    this.#slots = new Int32Array(slots * SLOT);
    this.#shift = 32 - Math.log2(slots);
  }
}

function* keptSlots(slots: Int32Array, minRows: number): Generator<number> {
  for (let at = 0; at < slots.length; at += SLOT) {
    if (slots[at] !== 0 && slots[at + 2] >= minRows) yield at;
  }
}
