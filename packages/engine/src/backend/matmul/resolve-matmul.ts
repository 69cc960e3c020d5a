import { EngineUnavailableError } from '../../errors';
import type { MatMulName, MatMulOption } from '../../types';
import { ortApi } from './ort/ort-api';

export interface ResolvedMatMul {
  name: MatMulName;
  /** Why ONNX Runtime doesn't multiply, if it was to do so where it can. */
  fallbackReason?: string;
}

/**
 * What multiplies matrices here. `auto` is ONNX Runtime, or WebAssembly on a platform where its library can't be loaded.
 *
 * @throws EngineUnavailableError if `ort` can't be loaded
 */
export function resolveMatMul(option: MatMulOption = 'auto'): ResolvedMatMul {
  if (option === 'wasm') return { name: 'wasm' };
  try {
    ortApi();
    return { name: 'ort' };
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error;
    if (option === 'auto') return { name: 'wasm', fallbackReason: error.message };
    throw new EngineUnavailableError(
      `Matrix products by ONNX Runtime aren't possible here: ${error.message} Use --matmul wasm.`,
      { cause: error },
    );
  }
}
