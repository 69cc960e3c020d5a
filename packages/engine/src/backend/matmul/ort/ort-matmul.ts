import type { Heap } from '../../heap';
import type { LayerKernels } from '../../kernels';
import type { Float32Pointer } from '../../pointer';
import type { MatMul } from '../matmul';
import type { Matrix, Transposed } from '../matrix';
import { gemmSize } from '../matrix';
import { OrtSession } from './ort-session';

/** Scalar multiplications (m·k·n) below which a call of ONNX Runtime takes longer than our own kernel. */
const GEMM_SMALL = 12_288;
/** Alike for a matrix × vector product. */
const GEMV_SMALL = 32_768;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Large products in ONNX Runtime, small ones in WebAssembly. */
export class OrtMatMul implements MatMul {
  private readonly sessions = new Map<Transposed, OrtSession>();

  constructor(
    private readonly heap: Heap,
    private readonly kernels: LayerKernels,
  ) {}

  multiply(a: Matrix, b: Matrix, c: Float32Pointer, transposed?: Transposed): void {
    const { m, k, n } = gemmSize(a, b, transposed);
    if (m * k * n === 0) {
      this.kernels.clear(m * n, c);
    } else if (n === 1 && transposed !== 'a' && m * k < GEMV_SMALL) {
      this.kernels.gemv(m, k, a.pointer, b.pointer, c);
    } else if (m * k * n < GEMM_SMALL) {
      const [aRow, aColumn] = strides(a, transposed === 'a');
      const [bRow, bColumn] = strides(b, transposed === 'b');
      this.kernels.gemmSmall(m, k, n, a.pointer, aRow, aColumn, b.pointer, bRow, bColumn, c);
    } else {
      this.session(transposed).run(a, b, { pointer: c, rows: m, columns: n });
    }
  }

  /** Created when it is first used: many models have no large product of one kind. */
  private session(transposed: Transposed): OrtSession {
    const session = this.sessions.get(transposed) ?? new OrtSession(this.heap, transposed);
    this.sessions.set(transposed, session);
    return session;
  }

  release(): void {
    for (const session of this.sessions.values()) session.release();
  }
}

/** Bytes from one row to the next, and from one column to the next. */
function strides({ columns }: Matrix, transposed: boolean): [row: number, column: number] {
  return transposed ? [BYTES, columns * BYTES] : [columns * BYTES, BYTES];
}
