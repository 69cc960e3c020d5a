export { InputError } from './check';
export { checkEngine, createEngine } from './create-engine';
export * from './errors';
export { resolveMatMul } from './onnx/matmul/resolve-matmul';
export type { ResolvedMatMul } from './onnx/matmul/resolve-matmul';
export { loadTfjsNode } from './tfjs/load-tfjs-node';
export * from './types';
