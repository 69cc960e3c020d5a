// Analyzes a text with the program given, which hangs: `node hanging-mecab.cjs PROGRAM [thread]`, in a thread that is
// terminated once something comes on stdin.
const { isMainThread, Worker, workerData } = require('node:worker_threads');
const { dirname } = require('node:path');
const { MecabYa } = require('../dist/mecab-ya');

const program = isMainThread ? process.argv[2] : workerData;
if (process.argv[3] === 'thread' && isMainThread) {
  const thread = new Worker(__filename, { workerData: program });
  process.stdin.once('data', () => void thread.terminate());
} else {
  const env = { MECAB_LIB_PATH: dirname(dirname(program)) };
  void new MecabYa({ program, cwd: '/', env, version: '', description: '' }).analyze(['영화']);
}
