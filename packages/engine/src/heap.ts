import { InputError } from './check';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Of a line in the processor's cache, so that two threads never write to the same one. */
const ALIGNMENT = 64;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Shared memory for WebAssembly kernels, filled from the beginning. */
export class Heap {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  /** The first page is the kernels': their constants lie there. */
  private top = PAGE;

  /**
   * Room for numbers of four bytes, which are 0 when it is used for the first time.
   *
   * @returns a pointer
   * @throws InputError where four gigabytes are not enough, or the machine has no more
   */
  allocate(count: number): number {
    const begin = this.top;
    const end = begin + Math.ceil((BYTES * count) / ALIGNMENT) * ALIGNMENT;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing);
    this.top = end;
    return begin;
  }

  allocateFloats(count: number): Float32Array {
    return this.floats(this.allocate(count), count);
  }

  allocateIntegers(count: number): Int32Array {
    return this.integers(this.allocate(count), count);
  }

  allocateLongs(count: number): BigInt64Array {
    const pointer = this.allocate((count * BigInt64Array.BYTES_PER_ELEMENT) / BYTES);
    return new BigInt64Array(this.memory.buffer, pointer, count);
  }

  floats(pointer: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, pointer, count);
  }

  integers(pointer: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, pointer, count);
  }

  /** Gives a function that frees what is allocated from now on. */
  mark(): () => void {
    const { top } = this;
    return () => {
      new Uint8Array(this.memory.buffer).fill(0, top, this.top);
      this.top = top;
    };
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      const gigabytes = ((this.memory.buffer.byteLength + pages * PAGE) / 2 ** 30).toFixed(1);
      throw new InputError(
        `The onnx engine needs ${gigabytes} GB for one thread's work on this model and can't get it ` +
          `(4 GB are the most); use a smaller batch size or shorter rows.`,
        { cause: error },
      );
    }
  }
}
