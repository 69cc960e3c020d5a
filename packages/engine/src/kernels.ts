import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `assembly/kernels.ts`, compiled to WebAssembly. Pointers are byte offsets in the memory that the kernels were
 * loaded for; counts are of float32 numbers.
 */
export interface Kernels {
  adam(w: number, m: number, v: number, gradient: number, count: number, stepSize: number): void;
  adamMissed(
    w: number,
    m: number,
    v: number,
    count: number,
    ...series: [s0: number, s1: number, s2: number, s3: number, fadeM: number, fadeV: number]
  ): void;
  add(to: number, from: number, count: number): void;
  copy(to: number, from: number, count: number): void;
  gather(to: number, table: number, ids: number, rows: number, dimension: number): void;
}

/**
 * The kernels, for all threads alike.
 * @throws Error where they have not been built
 */
export function loadKernels(): WebAssembly.Module {
  const file = join(__dirname, '../dist/kernels.wasm');
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with npx nx run engine:build.`);
  return new WebAssembly.Module(readFileSync(file));
}

/** One instance a thread; all of them work on the same memory. */
export function startKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Of a line in the processor's cache, so that two threads never write to the same one. */
const ALIGNMENT = 64;

/** Memory that the threads and their kernels share. What is allocated last is freed first. */
export class SharedHeap {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  private top = 0;

  /** Zeros. */
  floats(length: number): Float32Array {
    const begin = this.allocate(4 * length);
    return new Float32Array(this.memory.buffer, begin, length);
  }

  /** Zeros. */
  integers(length: number): Int32Array {
    const begin = this.allocate(4 * length);
    return new Int32Array(this.memory.buffer, begin, length);
  }

  /** Gives a function that frees what is allocated from now on. */
  mark(): () => void {
    const { top } = this;
    return () => {
      new Uint8Array(this.memory.buffer).fill(0, top, this.top);
      this.top = top;
    };
  }

  private allocate(bytes: number): number {
    const begin = this.top;
    const end = begin + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.top = end;
    return begin;
  }
}
