export { explainMemory } from './out-of-memory';
export { reshape } from './nd-array';
export type { NdArray } from './nd-array';
export { isUserError, UserError } from './user-error';
