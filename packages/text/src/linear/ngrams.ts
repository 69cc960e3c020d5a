import { NgramTable, shardOf } from './ngram-table';

/**
 * The ids of one length of n-grams, by the position of their first symbol; 0: none, or a rare one. An n-gram of length n is
 * the pair of the ids, of length n − 1, at its first and at its second position: an n-gram can't be frequent unless both are.
 */
export type NgramIds = Int32Array;

/** Part of the distinct n-grams of one length: those whose hash belongs to this shard. */
export class NgramShard {
  readonly #table = new NgramTable();

  /**
   * @param shorter the ids of the n-grams that are shorter by one; for single symbols, the symbols
   * @param isPair whether an n-gram is a pair of shorter ones; `false` for single symbols
   */
  constructor(
    private readonly shorter: NgramIds,
    private readonly isPair: boolean,
    private readonly shard: number,
    private readonly shards: number,
  ) {}

  /**
   * Counts the n-grams of the first `rows` texts, and drops those in fewer than `minRows` of them.
   *
   * @returns of each that is kept, the number of texts that have it
   */
  count(starts: Int32Array, rows: number, minRows: number): Int32Array<ArrayBuffer> {
    const { shorter, isPair, shard, shards } = this;
    const table = this.#table;
    for (let row = 0; row < rows; row++) {
      const end = starts[row + 1];
      for (let i = starts[row]; i < end; i++) {
        const first = shorter[i];
        if (first === 0) continue;
        const second = isPair ? shorter[i + 1] : 1;
        if (second === 0 || shardOf(first, second, shards) !== shard) continue;
        table.count(first, second, row);
      }
    }
    return table.number(minRows);
  }

  /**
   * Writes this shard's ids.
   *
   * @param firstId the id of the shard's first n-gram
   */
  assign(ids: NgramIds, firstId: number): void {
    const { shorter, isPair, shard, shards } = this;
    const table = this.#table;
    for (let i = 0; i < shorter.length; i++) {
      const first = shorter[i];
      if (first === 0) continue;
      const second = isPair ? shorter[i + 1] : 1;
      if (second === 0 || shardOf(first, second, shards) !== shard) continue;
      const number = table.numberOf(first, second);
      if (number >= 0) ids[i] = firstId + number;
    }
  }
}
