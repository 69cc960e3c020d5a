export { findProgram, isRequired, withTool } from './tools';
export type { Tool } from './tools';
export { Terminal } from './terminal';
export { outcomeOf, within } from './processes';
export type { Outcome } from './processes';
export { tfjsNodeIsThere } from './tfjs-node';
export { trace } from './trace';
export type { Trace } from './trace';
export { WITHOUT_NATIVE_CODE } from './hooks';
