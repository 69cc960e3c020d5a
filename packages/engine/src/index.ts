export { InputError } from './check';
export { checkEngine, createEngine } from './create-engine';
export * from './errors';
export { loadTfjsNode } from './tfjs/load-tfjs-node';
export * from './types';
