export { RandomState } from './random-state';
export type { RandomStateSnapshot, Size } from './random-state';
export { deriveSeed } from './derive-seed';
