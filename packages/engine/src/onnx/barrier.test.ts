import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { barrier } from './barrier';
import { Control, sharedIntegers } from './shared';

const FILE = join(__dirname, '../../dist/onnx/barrier.js');
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  require(workerData.file).barrier(workerData.control, 2);
  parentPort.postMessage('passed');`;

it('lets nobody pass on a stray wake-up, and everybody once all have come', async () => {
  const control = sharedIntegers(Control.length);
  const worker = new Worker(PROGRAM, { eval: true, workerData: { control, file: FILE } });
  let passed = false;
  worker.once('message', () => (passed = true));
  const ended = once(worker, 'exit');

  // One is asleep as soon as a notification finds somebody.
  while (Atomics.notify(control, Control.generation) === 0) await setTimeout(1);
  await setTimeout(200);
  expect(passed).toBe(false);

  barrier(control, 2);
  await ended;
  expect(passed).toBe(true);
});
