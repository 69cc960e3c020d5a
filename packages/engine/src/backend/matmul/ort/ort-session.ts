import type { Heap } from '../../heap';
import { addressOf } from '../../koffi';
import type { Matrix, Transposed } from '../matrix';
import { matmulModel } from './onnx-model';
import { ortApi } from './ort-api';

const LOG_WARNINGS = 2;
const ARENA_ALLOCATOR = 1;
const DEFAULT_MEMORY = 0;
const FLOAT = 1;
const RANK = 2;
const NO_OPTIONS = 0;
const NAMES = ['a', 'b', 'c'];
const INPUTS = 2;
const POINTER_BYTES = BigInt64Array.BYTES_PER_ELEMENT;

/**
 * An ONNX Runtime session that multiplies matrices. The arrays that its calls point to are in shared memory, like the heap,
 * because that never moves.
 */
export class OrtSession {
  private readonly ort = ortApi();
  /** Of the handles, in the order in which they were created. */
  private readonly releases: (() => void)[] = [];
  private readonly env: number;
  private readonly memoryInfo: number;
  private readonly session: number;
  /** The heap's address. */
  private readonly base: number;
  /** Handles of the tensors of a, b and c. */
  private readonly tensors: BigInt64Array;
  /** The matrices that those tensors were created for. */
  private readonly matrices: Matrix[] = [];
  private readonly shape: BigInt64Array;
  /** Addresses of the arrays that a call points to. */
  private readonly addresses: { names: number; tensors: number; shape: number };

  constructor(heap: Heap, transposed: Transposed) {
    const { ort } = this;
    try {
      this.env = this.own(ort.releaseEnv, (out) => ort.createEnv(LOG_WARNINGS, 'rnn-lab', out));
      this.memoryInfo = this.own(ort.releaseMemoryInfo, (out) =>
        ort.createCpuMemoryInfo(ARENA_ALLOCATOR, DEFAULT_MEMORY, out),
      );
      this.session = this.createSession(matmulModel(transposed));
    } catch (error) {
      this.releaseHandles();
      throw error;
    }
    this.base = addressOf(heap.memory.buffer);
    const { length } = NAMES;
    const longs = new BigInt64Array(new SharedArrayBuffer((3 * length + RANK) * POINTER_BYTES));
    const [tensors, names, texts, shape] = [0, length, 2 * length, 3 * length];
    const address = addressOf(longs.buffer);
    this.tensors = longs.subarray(tensors, names);
    this.shape = longs.subarray(shape);
    NAMES.forEach((name, i) => {
      longs[texts + i] = BigInt(name.charCodeAt(0));
      longs[names + i] = BigInt(address + (texts + i) * POINTER_BYTES);
    });
    this.addresses = {
      names: address + names * POINTER_BYTES,
      tensors: address + tensors * POINTER_BYTES,
      shape: address + shape * POINTER_BYTES,
    };
  }

  run(a: Matrix, b: Matrix, c: Matrix): void {
    const { names, tensors } = this.addresses;
    this.setTensor(0, a);
    this.setTensor(1, b);
    this.setTensor(INPUTS, c);
    const outputOffset = INPUTS * POINTER_BYTES;
    this.ort.run(
      this.session,
      NO_OPTIONS,
      names,
      tensors,
      INPUTS,
      names + outputOffset,
      1,
      tensors + outputOffset,
    );
  }

  release(): void {
    const { ort } = this;
    for (const tensor of this.tensors) ort.releaseValue(Number(tensor));
    this.releaseHandles();
  }

  private releaseHandles(): void {
    for (const release of this.releases.splice(0).reverse()) release();
  }

  /** Creates a handle that the session releases. */
  private own(release: (handle: number) => unknown, create: (out: [number]) => void): number {
    const handle = handleFrom(create);
    this.releases.push(() => release(handle));
    return handle;
  }

  private createSession(model: Uint8Array): number {
    const { ort, env } = this;
    const options = handleFrom((out) => ort.createSessionOptions(out));
    try {
      // The products are small: several workers with one thread each are faster than one with several threads.
      ort.setIntraOpNumThreads(options, 1);
      // Gradients that vanish over many steps become subnormal numbers, with which a product takes 10× the time.
      ort.addSessionConfigEntry(options, 'session.set_denormal_as_zero', '1');
      return this.own(ort.releaseSession, (out) =>
        ort.createSessionFromArray(env, model, model.length, options, out),
      );
    } finally {
      ort.releaseSessionOptions(options);
    }
  }

  /** Reuses the tensor if the matrix is the same as in the last call: from one time step to the next most are. */
  private setTensor(i: number, matrix: Matrix): void {
    const { pointer, rows, columns } = matrix;
    const last = this.matrices.at(i);
    if (last?.pointer === pointer && last.rows === rows && last.columns === columns) return;
    const { ort, shape, addresses } = this;
    ort.releaseValue(Number(this.tensors[i]));
    // If the next one can't be created, this one must not be used or released again.
    this.tensors[i] = 0n;
    delete this.matrices[i];
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

/** Returns the handle that `create` writes to its `_Out_` argument. */
function handleFrom(create: (out: [number]) => void): number {
  const out: [number] = [0];
  create(out);
  return out[0];
}
