import { InputError } from '../errors';
import { memoryChecks, UNIT } from './checked-memory';
import type { Float32Pointer, Float64Pointer, Int32Pointer } from './pointer';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** WebAssembly's limit. */
export const MOST_BYTES = PAGE * MOST_PAGES;
/** Size of a CPU cache line in bytes. Aligned to it, two threads' arrays never share a line (no false sharing). */
const ALIGNMENT = UNIT;
/** Where AssemblyScript puts a module's constants. */
const CONSTANTS = 1024;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Sent to other threads so that they can allocate from the same heap. */
export interface HeapState {
  memory: WebAssembly.Memory;
  /** The first free byte, in units of `ALIGNMENT`. */
  top: Int32Array;
  /** Of a heap with bounds checks: `allocated` of `memoryChecks`. */
  allocated?: Uint8Array;
}

/** A bump allocator over one shared WebAssembly memory, which is what the kernels compute on. */
export class Heap {
  constructor(readonly state: HeapState = newHeapState()) {}

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

  /** Allocates `count` zeroed float64 elements. */
  allocateDoubles(count: number): Float64Pointer {
    return this.allocateBytes(Float64Array.BYTES_PER_ELEMENT * count) as Float64Pointer;
  }

  /** Allocates the integers 0, 1, 2 …, like `np.arange`. */
  arange(count: number): Int32Pointer {
    const pointer = this.allocateIndices(count);
    this.integers(pointer, count).forEach((_, i, integers) => (integers[i] = i));
    return pointer;
  }

  allocateFloats(count: number): Float32Array {
    return this.floats(this.allocate(count), count);
  }

  floats(pointer: Float32Pointer, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, pointer, count);
  }

  integers(pointer: Int32Pointer, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, pointer, count);
  }

  doubles(pointer: Float64Pointer, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, pointer, count);
  }

  /** What kernels import. */
  get imports(): WebAssembly.ModuleImports {
    const { memory, allocated } = this.state;
    return { memory, ...(allocated && memoryChecks(memory, allocated)) };
  }

  /** Returns a function that frees everything allocated since this call, by any thread, and zeroes it. */
  mark(): () => void {
    const { top, allocated } = this.state;
    const marked = Atomics.load(top, 0);
    return () => {
      const end = Atomics.exchange(top, 0, marked);
      allocated?.fill(0, marked, end);
      new Uint8Array(this.memory.buffer).fill(0, marked * ALIGNMENT, end * ALIGNMENT);
    };
  }

  /** Bytes from the memory's beginning to the end of the last allocation. */
  get used(): number {
    return Atomics.load(this.state.top, 0) * ALIGNMENT;
  }

  protected allocateBytes(bytes: number): number {
    const { top, allocated } = this.state;
    const units = this.unitsFor(bytes);
    const unit = Atomics.add(top, 0, units);
    const begin = unit * ALIGNMENT;
    const missing = Math.ceil((begin + units * ALIGNMENT - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing);
    if (allocated) {
      const whole = Math.floor(bytes / ALIGNMENT);
      allocated.fill(ALIGNMENT, unit, unit + whole);
      allocated[unit + whole] = bytes - whole * ALIGNMENT;
    }
    return begin;
  }

  /** With bounds checks, a unit that belongs to no allocation follows. */
  protected unitsFor(bytes: number): number {
    return Math.ceil(bytes / ALIGNMENT) + (this.state.allocated ? 1 : 0);
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      const bytes = this.memory.buffer.byteLength + pages * PAGE;
      throw new InputError(
        `The engine cpu needs ${bytes} bytes for this model and batch size, which the machine did not provide; ` +
          `use a smaller batch size, shorter rows or fewer workers.`,
        { cause: error },
      );
    }
  }
}

/**
 * Counts what would be allocated after the current allocations, and allocates nothing. What is constructed on it can't be
 * used.
 */
export class CountingHeap extends Heap {
  private end = super.used;

  override get used(): number {
    return this.end;
  }

  override arange(count: number): Int32Pointer {
    return this.allocateIndices(count);
  }

  protected override allocateBytes(bytes: number): number {
    const begin = this.end;
    this.end += this.unitsFor(bytes) * ALIGNMENT;
    return begin;
  }
}

/** @param checked whether the kernels' checked build can run on it, for tests */
export function newHeapState({ checked = false } = {}): HeapState {
  const top = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // The first page holds the kernels' constants.
  top[0] = PAGE / ALIGNMENT;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  if (!checked) return { memory, top };
  const allocated = new Uint8Array(new SharedArrayBuffer(MOST_BYTES / ALIGNMENT));
  return { memory, top, allocated: allocated.fill(ALIGNMENT, CONSTANTS / ALIGNMENT, PAGE / ALIGNMENT) };
}
