export { checkEngine, createEngine } from './create-engine';
export * from './errors';
export { resolveMatMul } from './backend/matmul/resolve-matmul';
export type { ResolvedMatMul } from './backend/matmul/resolve-matmul';
export { loadTfjsNode } from './reference/load-tfjs-node';
export * from './types';
