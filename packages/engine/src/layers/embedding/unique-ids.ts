/** A set of distinct word ids, indexed in order of first use. */
export class UniqueIds {
  /** Each id's index in `ids`; −1 if it isn't in the set. */
  private readonly slots: Int32Array;
  count = 0;

  /** @param ids receives the distinct ids; its length is the set's capacity */
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

  /** The id's index in `ids`. Adds the id if it is new. */
  indexOf(id: number): number {
    if (this.slots[id] < 0) {
      this.slots[id] = this.count;
      this.ids[this.count++] = id;
    }
    return this.slots[id];
  }
}
