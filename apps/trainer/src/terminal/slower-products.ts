/** The line that reports why the engine cpu runs without ONNX Runtime. */
export function slowerProducts(reason: string): string {
  return `Matrix products run in WebAssembly, which is slower: ${reason}`;
}
