export { explainMemory } from './out-of-memory';
export { reshape } from './nd-array';
export type { NdArray } from './nd-array';
export { oneLine } from './one-line';
export { isUserError, UserError } from './user-error';
