import { within } from '@rnn-lab/testing';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { sharedIntegers } from '../shared-arrays';
import { barrier, BarrierReleased, releaseBarrier } from './barrier';
import { Control } from './shared';

const FILE = join(__dirname, '../../../dist/backend/threads/barrier.js');
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  try {
    require(workerData.file).barrier(workerData.control, 2);
    parentPort.postMessage('passed');
  } catch (error) {
    parentPort.postMessage(error.name);
  }`;

/** A thread that sleeps in a barrier for two threads. */
async function sleepingThread() {
  const control = sharedIntegers(Control.length);
  const worker = new Worker(PROGRAM, { eval: true, workerData: { control, file: FILE } });
  const messages: string[] = [];
  worker.on('message', (message: string) => messages.push(message));
  const ended = within(60, 'The end of the thread', once(worker, 'exit'));
  // A notification that wakes somebody shows that the thread sleeps.
  while (Atomics.notify(control, Control.generation) === 0) await setTimeout(1);
  return { control, messages, ended };
}

it('ignores a stray wake-up, and returns once all threads have arrived', async () => {
  const { control, messages, ended } = await sleepingThread();
  await setTimeout(200);
  expect(messages).toEqual([]);

  barrier(control, 2);
  await ended;
  expect(messages).toEqual(['passed']);
});

it('throws in a sleeping thread when it is released', async () => {
  const { control, messages, ended } = await sleepingThread();
  releaseBarrier(control);
  await ended;
  expect(messages).toEqual(['BarrierReleased']);
});

it('wakes a thread that missed its notification', async () => {
  const { control, messages, ended } = await sleepingThread();
  Atomics.store(control, Control.released, 1);
  await ended;
  expect(messages).toEqual(['BarrierReleased']);
});

it('throws in every thread that arrives after it was released', () => {
  const control = sharedIntegers(Control.length);
  releaseBarrier(control);
  expect(() => barrier(control, 2)).toThrow(BarrierReleased);
  expect(() => barrier(control, 2)).toThrow(BarrierReleased);
});
