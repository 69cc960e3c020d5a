import type { Heap } from '../heap';
import type { LayerKernels } from '../kernels';
import type { MatMul } from './matmul';
import { OrtMatMul } from './ort/ort-matmul';
import { WasmMatMul } from './wasm/wasm-matmul';

/** @param module the compiled `assembly/matmul.ts`; undefined to use ONNX Runtime */
export function createMatMul(
  heap: Heap,
  kernels: LayerKernels,
  module: WebAssembly.Module | undefined,
): MatMul {
  return module ? new WasmMatMul(heap, kernels, module) : new OrtMatMul(heap, kernels);
}
