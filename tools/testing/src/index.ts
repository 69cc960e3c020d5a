export { findProgram, isRequired, withTool } from './tools';
export type { Tool } from './tools';
export { Terminal } from './terminal';
export { outcomeOf, within } from './processes';
export type { Outcome } from './processes';
export { tfjsNodeIsThere } from './tfjs-node';
