import { InputError } from '../errors';
import type { Float32Pointer, Int32Pointer } from './pointer';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Size of a CPU cache line in bytes. Aligned to it, two threads' arrays never share a line (no false sharing). */
const ALIGNMENT = 64;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Sent to other threads so that they can allocate from the same heap. */
export interface HeapState {
  memory: WebAssembly.Memory;
  /** The first free byte, in units of `ALIGNMENT`. */
  top: Int32Array;
}

/** A bump allocator over one shared WebAssembly memory, which is what the kernels compute on. */
export class Heap {
  constructor(readonly state: HeapState = newState()) {}

  get memory(): WebAssembly.Memory {
    return this.state.memory;
  }

  /**
   * Allocates `count` zeroed float32 elements.
   *
   * @throws InputError if it would exceed WebAssembly's 4 GB, or the machine has no memory left
   */
  allocate(count: number): Float32Pointer {
    return this.allocateBytes(BYTES * count) as Float32Pointer;
  }

  /** Allocates `count` zeroed int32 elements. */
  allocateIndices(count: number): Int32Pointer {
    return this.allocateBytes(BYTES * count) as Int32Pointer;
  }

  allocateFloats(count: number): Float32Array {
    return this.floats(this.allocate(count), count);
  }

  allocateLongs(count: number): BigInt64Array {
    const begin = this.allocateBytes(count * BigInt64Array.BYTES_PER_ELEMENT);
    return new BigInt64Array(this.memory.buffer, begin, count);
  }

  floats(pointer: Float32Pointer, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, pointer, count);
  }

  integers(pointer: Int32Pointer, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, pointer, count);
  }

  /** Returns a function that frees everything allocated since this call, by any thread, and zeroes it. */
  mark(): () => void {
    const { top } = this.state;
    const marked = Atomics.load(top, 0);
    return () => {
      const end = Atomics.exchange(top, 0, marked);
      new Uint8Array(this.memory.buffer).fill(0, marked * ALIGNMENT, end * ALIGNMENT);
    };
  }

  private allocateBytes(bytes: number): number {
    const units = Math.ceil(bytes / ALIGNMENT);
    const begin = Atomics.add(this.state.top, 0, units) * ALIGNMENT;
    const missing = Math.ceil((begin + units * ALIGNMENT - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing);
    return begin;
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      const gigabytes = ((this.memory.buffer.byteLength + pages * PAGE) / 2 ** 30).toFixed(1);
      throw new InputError(
        `The cpu engine needs ${gigabytes} GB for this model and batch size and can't allocate it ` +
          `(the limit is 4 GB); use a smaller batch size, shorter rows or fewer workers.`,
        { cause: error },
      );
    }
  }
}

function newState(): HeapState {
  const top = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // The first page holds the kernels' constants.
  top[0] = PAGE / ALIGNMENT;
  return { memory: new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true }), top };
}
