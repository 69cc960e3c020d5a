import { InputError } from '../errors';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Of a line in the processor's cache, so that two threads never write to the same one. */
const ALIGNMENT = 64;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** What another thread needs to take memory from the same heap. */
export interface HeapState {
  memory: WebAssembly.Memory;
  /** The first free byte, in units of `ALIGNMENT`. */
  top: Int32Array;
}

/** Memory for WebAssembly kernels, filled from the beginning; threads may share it. */
export class Heap {
  constructor(readonly state: HeapState = newState()) {}

  get memory(): WebAssembly.Memory {
    return this.state.memory;
  }

  /**
   * Room for numbers of four bytes, which are 0 when it is used for the first time.
   *
   * @returns a pointer
   * @throws InputError where four gigabytes are not enough, or the machine has no more
   */
  allocate(count: number): number {
    const units = Math.ceil((BYTES * count) / ALIGNMENT);
    const begin = Atomics.add(this.state.top, 0, units) * ALIGNMENT;
    const missing = Math.ceil((begin + units * ALIGNMENT - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing);
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

  /** Gives a function that frees what any thread allocates from now on. */
  mark(): () => void {
    const { top } = this.state;
    const marked = Atomics.load(top, 0);
    return () => {
      const end = Atomics.exchange(top, 0, marked);
      new Uint8Array(this.memory.buffer).fill(0, marked * ALIGNMENT, end * ALIGNMENT);
    };
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      const gigabytes = ((this.memory.buffer.byteLength + pages * PAGE) / 2 ** 30).toFixed(1);
      throw new InputError(
        `The cpu engine needs ${gigabytes} GB for its work on this model and can't get it ` +
          `(4 GB are the most); use a smaller batch size, shorter rows or fewer workers.`,
        { cause: error },
      );
    }
  }
}

function newState(): HeapState {
  const top = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // The first page is the kernels': their constants lie there.
  top[0] = PAGE / ALIGNMENT;
  return { memory: new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true }), top };
}
