export { nodeExample } from './node';
export { pythonExample } from './python';
