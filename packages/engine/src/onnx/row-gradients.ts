/** Sums gradients by embedding row: a few hundred distinct rows out of a table of many thousands. */
export class RowGradients {
  /** Where each table row stands in `rows`; −1 for the others. */
  private readonly slots: Int32Array;
  count = 0;

  /**
   * @param rows receives the distinct table rows in the order of their first use
   * @param gradients receives their sums, [count × dimension]
   */
  constructor(
    tableRows: number,
    private readonly dimension: number,
    readonly rows: Int32Array,
    readonly gradients: Float32Array,
  ) {
    this.slots = new Int32Array(tableRows).fill(-1);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.slots[this.rows[i]] = -1;
    this.count = 0;
  }

  add(row: number, gradient: Float32Array, begin: number): void {
    const { dimension, gradients } = this;
    let slot = this.slots[row];
    if (slot < 0) {
      slot = this.count++;
      this.slots[row] = slot;
      this.rows[slot] = row;
      for (let i = 0; i < dimension; i++) gradients[slot * dimension + i] = gradient[begin + i];
    } else {
      for (let i = 0; i < dimension; i++) gradients[slot * dimension + i] += gradient[begin + i];
    }
  }
}
