import type { Heap } from '../heap';
import type { Matrix, Transposed } from './matrix';
import { addressOf, ortApi } from './ort-api';
import { productModel } from './proto';

const LOG_WARNINGS = 2;
const ARENA_ALLOCATOR = 1;
const DEFAULT_MEMORY = 0;
const FLOAT = 1;
const RANK = 2;
const NO_OPTIONS = 0;
const NAMES = ['a', 'b', 'c'];
const POINTER_BYTES = BigInt64Array.BYTES_PER_ELEMENT;

/** A product in ONNX Runtime. What its calls point to lies in the heap, as the matrices do. */
export class ProductSession {
  private readonly ort = ortApi();
  private readonly env = created((out) => this.ort.createEnv(LOG_WARNINGS, 'rnn-lab', out));
  private readonly memoryInfo = created((out) =>
    this.ort.createCpuMemoryInfo(ARENA_ALLOCATOR, DEFAULT_MEMORY, out),
  );
  private readonly session: number;
  /** Where the heap begins. */
  private readonly base: number;
  /** Addresses of the names of a, b and c, and of their tensors. */
  private readonly names: BigInt64Array;
  private readonly tensors: BigInt64Array;
  private readonly shape: BigInt64Array;

  constructor(heap: Heap, transposed: Transposed) {
    this.session = this.createSession(productModel(transposed));
    this.base = addressOf(heap.memory.buffer);
    this.names = heap.allocateLongs(NAMES.length);
    this.tensors = heap.allocateLongs(NAMES.length);
    this.shape = heap.allocateLongs(RANK);
    const texts = heap.allocateLongs(NAMES.length);
    NAMES.forEach((name, i) => {
      texts[i] = BigInt(name.charCodeAt(0));
      this.names[i] = BigInt(this.address(texts, i));
    });
  }

  run(a: Matrix, b: Matrix, c: Matrix): void {
    const { ort, session, names, tensors } = this;
    [a, b, c].forEach((matrix, i) => this.createTensor(matrix, i));
    const output = NAMES.indexOf('c');
    ort.run(
      session,
      NO_OPTIONS,
      this.address(names),
      this.address(tensors),
      output,
      this.address(names, output),
      1,
      this.address(tensors, output),
    );
    for (const tensor of tensors) ort.releaseValue(Number(tensor));
  }

  release(): void {
    this.ort.releaseSession(this.session);
    this.ort.releaseMemoryInfo(this.memoryInfo);
    this.ort.releaseEnv(this.env);
  }

  private createSession(model: Uint8Array): number {
    const { ort, env } = this;
    const options = created((out) => ort.createSessionOptions(out));
    // Several workers with one thread each beat one with several threads: the products are small.
    ort.setIntraOpNumThreads(options, 1);
    // Gradients that vanish over many steps become subnormal numbers, and a product of those takes ten times as long.
    ort.addSessionConfigEntry(options, 'session.set_denormal_as_zero', '1');
    const session = created((out) => ort.createSessionFromArray(env, model, model.length, options, out));
    ort.releaseSessionOptions(options);
    return session;
  }

  private createTensor({ pointer, rows, columns }: Matrix, i: number): void {
    const { ort, memoryInfo, base, shape, tensors } = this;
    const bytes = rows * columns * Float32Array.BYTES_PER_ELEMENT;
    shape[0] = BigInt(rows);
    shape[1] = BigInt(columns);
    ort.createTensorWithDataAsOrtValue(
      memoryInfo,
      base + pointer,
      bytes,
      this.address(shape),
      RANK,
      FLOAT,
      this.address(tensors, i),
    );
  }

  private address(array: BigInt64Array, i = 0): number {
    return this.base + array.byteOffset + i * POINTER_BYTES;
  }
}

/** The address of what `create` leaves in its last argument. */
function created(create: (out: [number]) => void): number {
  const out: [number] = [0];
  create(out);
  return out[0];
}
