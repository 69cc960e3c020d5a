import { say } from '../language';

/** The line that reports why the engine cpu runs without ONNX Runtime. */
export function slowerProducts(reason: string): string {
  return say({
    en: `Matrix products run in WebAssembly, which is slower: ${reason}`,
    ko: `행렬 곱을 더 느린 WebAssembly로 계산합니다: ${reason}`,
  });
}
