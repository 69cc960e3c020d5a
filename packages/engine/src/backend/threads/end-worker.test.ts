import { within } from '@rnn-lab/testing';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { endWorker } from './end-worker';

/** On a message: is busy for 300 ms without listening, as while loading a native library, notes it, and ends. */
const BUSY = `
  const { parentPort, workerData } = require('node:worker_threads');
  parentPort.on('message', () => {
    const end = performance.now() + 300;
    while (performance.now() < end);
    Atomics.store(workerData, 0, 1);
    parentPort.close();
  });
  parentPort.postMessage('ready');`;

const DEAF = `
  const { parentPort } = require('node:worker_threads');
  parentPort.postMessage('ready');
  setInterval(() => {}, 1000);`;

async function start(code: string) {
  const noted = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(code, { eval: true, workerData: noted });
  await within(60, 'The start of the thread', once(worker, 'message'));
  return { worker, noted };
}

test('a thread that is asked ends what it is doing first', async () => {
  const { worker, noted } = await start(BUSY);
  await endWorker(worker, () => worker.postMessage('end'));
  expect(noted[0]).toBe(1);
  expect(worker.threadId).toBe(-1);
});

test.each([
  ['does not listen', () => undefined],
  ['is not asked', undefined],
])('a thread that %s is terminated', async (_, ask) => {
  const { worker } = await start(DEAF);
  await endWorker(worker, ask);
  expect(worker.threadId).toBe(-1);
});

test('a thread that has ended already is no error', async () => {
  const { worker } = await start(DEAF);
  await worker.terminate();
  await endWorker(worker, () => worker.postMessage('end'));
  expect(worker.threadId).toBe(-1);
});
