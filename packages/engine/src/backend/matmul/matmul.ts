import type { Heap } from '../heap';
import type { LayerKernels } from '../kernels';
import type { Matrix, Transposed } from './matrix';
import { OrtMatMul } from './ort/products';
import { WasmMatMul } from './wasm/wasm-matmul';

/** Multiplies float32 matrices in a heap, for one thread. */
export interface MatMul {
  /** c ← a·b, aᵀ·b or a·bᵀ */
  multiply(a: Matrix, b: Matrix, c: number, transposed?: Transposed): void;
  release(): void;
}

/** @param module `assembly/matmul.ts`; undefined for products by ONNX Runtime */
export function createMatMul(
  heap: Heap,
  kernels: LayerKernels,
  module: WebAssembly.Module | undefined,
): MatMul {
  return module ? new WasmMatMul(heap, kernels, module) : new OrtMatMul(heap, kernels);
}
