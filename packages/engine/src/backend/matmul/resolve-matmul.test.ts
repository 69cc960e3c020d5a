import { EngineUnavailableError } from '../../errors';
import { resolveMatMul } from './resolve-matmul';

/** Runs `action` as if on a platform without a library in onnxruntime-node. Call it before the library is loaded. */
function onMips<T>(action: () => T): T {
  const { arch } = process;
  Object.defineProperty(process, 'arch', { value: 'mips' });
  try {
    return action();
  } finally {
    Object.defineProperty(process, 'arch', { value: arch });
  }
}

const reason = `ONNX Runtime has no library for ${process.platform}-mips.`;

it('falls back to WebAssembly if ONNX Runtime has no library, with the reason', () => {
  expect(onMips(() => resolveMatMul())).toEqual({ name: 'wasm', fallbackReason: reason });
  expect(onMips(() => resolveMatMul('wasm'))).toEqual({ name: 'wasm' });
});

it('refuses ort there, and names the alternative', () => {
  const refused = () => onMips(() => resolveMatMul('ort'));
  expect(refused).toThrow(EngineUnavailableError);
  expect(refused).toThrow(
    `Matrix products by ONNX Runtime aren't possible here: ${reason} Use those in WebAssembly.`,
  );
});

it('uses ONNX Runtime if it can be loaded', () => {
  expect(resolveMatMul('auto')).toEqual({ name: 'ort' });
  expect(resolveMatMul('ort')).toEqual({ name: 'ort' });
});
