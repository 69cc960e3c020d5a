import { EngineUnavailableError } from '../../errors';
import type { MatMulName, MatMulOption } from '../../types';
import { checkOrt } from './ort/check-ort';

/** What multiplies matrices on this machine. */
export interface ResolvedMatMul {
  name: MatMulName;
  /** Why `auto` fell back to `wasm`; undefined otherwise. */
  fallbackReason?: string;
}

/**
 * Resolves `auto` (the default) to `ort`, or to `wasm` if ONNX Runtime's library can't be used on this machine.
 *
 * @throws EngineUnavailableError if `ort` is requested but can't be used
 */
export function resolveMatMul(option: MatMulOption = 'auto'): ResolvedMatMul {
  if (option === 'wasm') return { name: 'wasm' };
  try {
    checkOrt();
    return { name: 'ort' };
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error;
    if (option === 'auto') return { name: 'wasm', fallbackReason: error.message };
    throw new EngineUnavailableError(
      'ort-unavailable',
      `Matrix products by ONNX Runtime aren't possible here: ${error.message} Use those in WebAssembly.`,
      { reason: error.message },
      { cause: error },
    );
  }
}
