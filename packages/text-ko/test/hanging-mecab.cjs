// `node hanging-mecab.cjs PROGRAM [thread]`: analyzes a text with the program, which hangs. With `thread`, does so in a thread
// that is terminated when something arrives on stdin.
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
