export { InputError } from './check';
export { createEngine } from './create-engine';
export * from './errors';
export * from './types';
