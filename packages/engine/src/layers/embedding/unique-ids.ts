/** The distinct words of a thread's cells, numbered in the order of their first use. */
export class UniqueIds {
  /** Where each word of the vocabulary stands in `ids`; −1 for the others. */
  private readonly slots: Int32Array;
  count = 0;

  /** @param ids receives the words' ids */
  constructor(
    vocabularySize: number,
    readonly ids: Int32Array,
  ) {
    this.slots = new Int32Array(vocabularySize).fill(-1);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.slots[this.ids[i]] = -1;
    this.count = 0;
  }

  /** The word's number. */
  indexOf(id: number): number {
    if (this.slots[id] < 0) {
      this.slots[id] = this.count;
      this.ids[this.count++] = id;
    }
    return this.slots[id];
  }
}
