/** A growable Float64Array: a fraction of the memory of an array of objects. */
export class NumberList {
  #values = new Float64Array(0);
  #length = 0;

  get bytes(): number {
    return this.#values.byteLength;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(Math.max(64, 2 * this.#length));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** Keeps the values at these indices, in this order. */
  pick(indices: Uint32Array): void {
    const values = this.view();
    this.#values = Float64Array.from(indices, (i) => values[i]);
    this.#length = indices.length;
  }

  /** Valid until the next `push` or `pick`; may be written to. */
  view(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
