import type { Kernels } from '../kernels';

/** Sums gradients by embedding row: a few hundred distinct rows out of a table of many thousands. */
export class RowGradients {
  /** Where each table row stands in `rows`; −1 for the others. */
  private readonly slots: Int32Array;
  count = 0;

  /**
   * @param rows receives the distinct table rows in the order of their first use
   * @param gradients receives their sums, [count × dimension], in the kernels' memory
   */
  constructor(
    private readonly kernels: Kernels,
    tableRows: number,
    private readonly dimension: number,
    readonly rows: Int32Array,
    private readonly gradients: Float32Array,
  ) {
    this.slots = new Int32Array(tableRows).fill(-1);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.slots[this.rows[i]] = -1;
    this.count = 0;
  }

  /** @param gradient pointer */
  add(row: number, gradient: number): void {
    const slot = this.slots[row];
    if (slot >= 0) {
      this.kernels.add(this.pointer(slot), gradient, this.dimension);
      return;
    }
    this.slots[row] = this.count;
    this.rows[this.count] = row;
    this.kernels.copy(this.pointer(this.count), gradient, this.dimension);
    this.count++;
  }

  /** Pointer to the i-th sum. */
  pointer(i: number): number {
    return this.gradients.byteOffset + i * this.dimension * Float32Array.BYTES_PER_ELEMENT;
  }
}
