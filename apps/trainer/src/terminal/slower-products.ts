/** Says that the engine cpu does without ONNX Runtime, and why. */
export function slowerProducts(reason: string): string {
  return `Matrix products run in WebAssembly, which is slower: ${reason}`;
}
