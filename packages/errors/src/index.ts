export { reshape } from './nd-array';
export type { NdArray } from './nd-array';
export { UserError } from './user-error';
