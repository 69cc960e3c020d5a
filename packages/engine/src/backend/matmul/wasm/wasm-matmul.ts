import type { Heap } from '../../heap';
import type { LayerKernels, MatMulKernels } from '../../kernels';
import { startKernels } from '../../kernels';
import type { Float32Pointer } from '../../pointer';
import type { MatMul } from '../matmul';
import type { Matrix, Transposed } from '../matrix';
import { gemmSize } from '../matrix';

/** Products in our own WebAssembly kernels, for platforms on which ONNX Runtime's library can't be loaded. */
export class WasmMatMul implements MatMul {
  private readonly gemmKernels: MatMulKernels;
  private readonly panel: Float32Pointer;

  constructor(
    heap: Heap,
    private readonly kernels: LayerKernels,
    module: WebAssembly.Module,
  ) {
    this.gemmKernels = startKernels<MatMulKernels>(module, heap);
    this.panel = heap.allocate(this.gemmKernels.PANEL_SIZE.value as number);
  }

  multiply(a: Matrix, b: Matrix, c: Float32Pointer, transposed?: Transposed): void {
    const { m, k, n } = gemmSize(a, b, transposed);
    if (m * k * n === 0) {
      this.kernels.clear(m * n, c);
    } else if (n === 1 && transposed !== 'a') {
      this.kernels.gemv(m, k, a.pointer, b.pointer, c);
    } else {
      const [aTransposed, bTransposed] = [transposed === 'a', transposed === 'b'];
      this.gemmKernels.gemm(m, k, n, a.pointer, aTransposed, b.pointer, bTransposed, c, this.panel);
    }
  }

  release(): void {
    // The panel is freed with the heap.
  }
}
