/** A growable Float64Array: a fraction of the memory of an array of objects. */
export class NumberList {
  #values = new Float64Array(64);
  #length = 0;

  get bytes(): number {
    return this.#values.byteLength;
  }

  /** NaN if the list is empty. */
  get last(): number {
    return this.#length > 0 ? this.#values[this.#length - 1] : NaN;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** Valid until the next `push`. */
  view(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
