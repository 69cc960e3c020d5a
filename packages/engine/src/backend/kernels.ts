import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type { LayerKernels, MatMulKernels, OptimizerKernels } from './kernel-types';

/**
 * The compiled module of `assembly/<name>.ts`. Threads share it, and each creates its own instance.
 *
 * @throws Error if it hasn't been built
 */
export function loadKernels(name: 'optimizer' | 'layers'): WebAssembly.Module {
  return new WebAssembly.Module(readKernels(name));
}

/**
 * The compiled `assembly/matmul.ts`, built with relaxed SIMD's multiply-add if this Node.js supports it (22 and later).
 *
 * @throws Error if it hasn't been built
 */
export function loadMatMulKernels(): WebAssembly.Module {
  const relaxed = readKernels('matmul-relaxed');
  return new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : readKernels('matmul'));
}

function readKernels(name: string): Buffer<ArrayBuffer> {
  const file = join(__dirname, `../../dist/${name}.wasm`);
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with npx nx run engine:build.`);
  return readFileSync(file);
}

/** Instantiates a module on the given memory. */
export function startKernels<Kernels>(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
