import { Tensor } from 'onnxruntime-node';
import type { Binding } from 'onnxruntime-node/dist/binding';
import { binding, initOrt } from 'onnxruntime-node/dist/binding';
import type { Heap } from '../heap';
import type { LayerKernels } from '../kernels';
import { productModel } from './proto';

/** A float32 matrix in the thread's memory, row by row. */
export interface Matrix {
  pointer: number;
  rows: number;
  columns: number;
}

/** The factor that stands transposed. */
export type Transposed = 'a' | 'b' | undefined;

/** Multiplications below which a call of ONNX Runtime takes longer than the product; of a vector, many more. */
const SMALL = 32_768;
const SMALL_VECTOR = 262_144;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Products of matrices in one thread's memory, by ONNX Runtime. */
export class Products {
  private readonly sessions = new Map<Transposed, Binding.InferenceSession>();

  constructor(
    private readonly heap: Heap,
    private readonly kernels: LayerKernels,
  ) {
    for (const transposed of [undefined, 'a', 'b'] as const) {
      this.sessions.set(transposed, createSession(transposed));
    }
  }

  /** c ← a·b, aᵀ·b or a·bᵀ */
  multiply(a: Matrix, b: Matrix, c: number, transposed?: Transposed): void {
    const [m, k] = transposed === 'a' ? [a.columns, a.rows] : [a.rows, a.columns];
    const n = transposed === 'b' ? b.rows : b.columns;
    if (m * k * n === 0) {
      this.kernels.clear(m * n, c);
    } else if (n === 1 && transposed !== 'a' && m * k < SMALL_VECTOR) {
      this.kernels.vectorProduct(m, k, a.pointer, b.pointer, c);
    } else if (m * k * n < SMALL) {
      const [aRow, aColumn] = strides(a, transposed === 'a');
      const [bRow, bColumn] = strides(b, transposed === 'b');
      this.kernels.smallProduct(m, k, n, a.pointer, aRow, aColumn, b.pointer, bRow, bColumn, c);
    } else {
      const session = this.sessions.get(transposed) as Binding.InferenceSession;
      const product = { pointer: c, rows: m, columns: n };
      session.run({ a: this.tensor(a), b: this.tensor(b) }, { c: this.tensor(product) }, {});
    }
  }

  release(): void {
    for (const session of this.sessions.values()) session.dispose();
  }

  private tensor({ pointer, rows, columns }: Matrix): Tensor {
    return new Tensor('float32', this.heap.floats(pointer, rows * columns), [rows, columns]);
  }
}

/** Bytes from one row, and from one column, to the next. */
function strides({ columns }: Matrix, transposed: boolean): [row: number, column: number] {
  return transposed ? [BYTES, columns * BYTES] : [columns * BYTES, BYTES];
}

/**
 * By the synchronous interface under onnxruntime-node's public one, which waits in every run for a turn of the event
 * loop; most products here take no longer than that. It may change, so package.json names one version.
 */
function createSession(transposed: Transposed): Binding.InferenceSession {
  initOrt();
  const session = new binding.InferenceSession();
  const { buffer, byteOffset, byteLength } = productModel(transposed);
  session.loadModel(buffer as ArrayBuffer, byteOffset, byteLength, {
    // Several workers with one thread each beat one with several threads: the products are small.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Gradients that vanish over many steps become subnormal numbers, and a product of those takes ten times as long.
    extra: { session: { set_denormal_as_zero: '1' } },
  });
  return session;
}
