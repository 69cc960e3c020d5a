import type { Heap } from '../../heap';
import type { Matrix, Transposed } from '../matrix';
import { addressOf, ortApi } from './ort-api';
import { matmulModel } from './onnx-model';

const LOG_WARNINGS = 2;
const ARENA_ALLOCATOR = 1;
const DEFAULT_MEMORY = 0;
const FLOAT = 1;
const RANK = 2;
const NO_OPTIONS = 0;
const NAMES = ['a', 'b', 'c'];
const INPUTS = 2;
const POINTER_BYTES = BigInt64Array.BYTES_PER_ELEMENT;

/** A product in ONNX Runtime. What its calls point to lies in the heap, as the matrices do. */
export class OrtSession {
  private readonly ort = ortApi();
  private readonly env = handleFrom((out) => this.ort.createEnv(LOG_WARNINGS, 'rnn-lab', out));
  private readonly memoryInfo = handleFrom((out) =>
    this.ort.createCpuMemoryInfo(ARENA_ALLOCATOR, DEFAULT_MEMORY, out),
  );
  private readonly session: number;
  /** Where the heap begins. */
  private readonly base: number;
  /** The addresses of the tensors of a, b and c, and the matrices that those were created for. */
  private readonly tensors: BigInt64Array;
  private readonly matrices: Matrix[] = [];
  private readonly shape: BigInt64Array;
  /** Where the arrays stand that a call points to. */
  private readonly addresses: { names: number; tensors: number; shape: number };

  constructor(heap: Heap, transposed: Transposed) {
    this.session = this.createSession(matmulModel(transposed));
    this.base = addressOf(heap.memory.buffer);
    this.tensors = heap.allocateLongs(NAMES.length);
    this.shape = heap.allocateLongs(RANK);
    const names = heap.allocateLongs(NAMES.length);
    const texts = heap.allocateLongs(NAMES.length);
    NAMES.forEach((name, i) => {
      texts[i] = BigInt(name.charCodeAt(0));
      names[i] = BigInt(this.base + texts.byteOffset + i * POINTER_BYTES);
    });
    this.addresses = {
      names: this.base + names.byteOffset,
      tensors: this.base + this.tensors.byteOffset,
      shape: this.base + this.shape.byteOffset,
    };
  }

  run(a: Matrix, b: Matrix, c: Matrix): void {
    const { names, tensors } = this.addresses;
    this.setTensor(0, a);
    this.setTensor(1, b);
    this.setTensor(INPUTS, c);
    const behindInputs = INPUTS * POINTER_BYTES;
    this.ort.run(
      this.session,
      NO_OPTIONS,
      names,
      tensors,
      INPUTS,
      names + behindInputs,
      1,
      tensors + behindInputs,
    );
  }

  release(): void {
    const { ort } = this;
    for (const tensor of this.tensors) ort.releaseValue(Number(tensor));
    ort.releaseSession(this.session);
    ort.releaseMemoryInfo(this.memoryInfo);
    ort.releaseEnv(this.env);
  }

  private createSession(model: Uint8Array): number {
    const { ort, env } = this;
    const options = handleFrom((out) => ort.createSessionOptions(out));
    // Several workers with one thread each beat one with several threads: the products are small.
    ort.setIntraOpNumThreads(options, 1);
    // Gradients that vanish over many steps become subnormal numbers, and a product of those takes ten times as long.
    ort.addSessionConfigEntry(options, 'session.set_denormal_as_zero', '1');
    const session = handleFrom((out) => ort.createSessionFromArray(env, model, model.length, options, out));
    ort.releaseSessionOptions(options);
    return session;
  }

  /** From one time step to the next, most matrices stay where they are. */
  private setTensor(i: number, matrix: Matrix): void {
    const { pointer, rows, columns } = matrix;
    const before = this.matrices.at(i);
    if (before?.pointer === pointer && before.rows === rows && before.columns === columns) return;
    const { ort, shape, addresses } = this;
    ort.releaseValue(Number(this.tensors[i]));
    shape[0] = BigInt(rows);
    shape[1] = BigInt(columns);
    ort.createTensorWithDataAsOrtValue(
      this.memoryInfo,
      this.base + pointer,
      rows * columns * Float32Array.BYTES_PER_ELEMENT,
      addresses.shape,
      RANK,
      FLOAT,
      addresses.tensors + i * POINTER_BYTES,
    );
    this.matrices[i] = matrix;
  }
}

/** The address of what `create` leaves in its last argument. */
function handleFrom(create: (out: [number]) => void): number {
  const out: [number] = [0];
  create(out);
  return out[0];
}
