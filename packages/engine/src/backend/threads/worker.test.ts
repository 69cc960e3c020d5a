import { within } from '@rnn-lab/testing';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

test('an engine thread loads neither TensorFlow.js nor ONNX Runtime’s own JavaScript', async () => {
  // Thrown for want of a model, after all that the thread imports has been loaded.
  const program = `
    const { parentPort, workerData } = require('node:worker_threads');
    try { require(workerData.file) } catch {}
    parentPort.postMessage(Object.keys(require.cache));
  `;
  const file = require.resolve('@rnn-lab/engine/cpu-worker');
  const worker = new Worker(program, { eval: true, workerData: { file } });
  const [loaded] = (await within(60, 'What the thread loaded', once(worker, 'message'))) as [string[]];
  await worker.terminate();
  expect(loaded).toContainEqual(expect.stringMatching(/threads.train-worker\.js$/));
  expect(loaded.filter((name) => /node_modules.(@tensorflow|onnxruntime-)/.test(name))).toEqual([]);
});
