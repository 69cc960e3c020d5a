import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Heap } from './heap';

export type { LayerKernels, MatMulKernels, OptimizerKernels } from './kernel-types';

/**
 * The compiled module of `assembly/<name>.ts`. Threads share it, and each creates its own instance.
 *
 * @param checked the build with bounds checks, for a heap with them
 * @throws Error if it hasn't been built
 */
export function loadKernels(name: 'optimizer' | 'layers', { checked = false } = {}): WebAssembly.Module {
  return new WebAssembly.Module(readKernels(checked ? `${name}.checked` : name));
}

/**
 * The compiled `assembly/matmul.ts`, built with relaxed SIMD's multiply-add if this Node.js supports it (22 and later).
 *
 * @throws Error if it hasn't been built
 */
export function loadMatMulKernels({ checked = false } = {}): WebAssembly.Module {
  const suffix = checked ? '.checked' : '';
  const relaxed = readKernels(`matmul-relaxed${suffix}`);
  return new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : readKernels(`matmul${suffix}`));
}

function readKernels(name: string): Buffer<ArrayBuffer> {
  const file = join(__dirname, `../../dist/${name}.wasm`);
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with npx nx run engine:build.`);
  return readFileSync(file);
}

/** Instantiates a module on the given heap. */
export function startKernels<Kernels>(module: WebAssembly.Module, heap: Heap): Kernels {
  return new WebAssembly.Instance(module, { env: heap.imports }).exports as unknown as Kernels;
}
