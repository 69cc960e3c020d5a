export { InputError } from './check';
export { checkEngine, createEngine } from './create-engine';
export * from './errors';
export * from './types';
