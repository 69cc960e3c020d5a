import { within } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, fromProcess } from './bounded';

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

/** Starts a process that runs until it is told to end, and waits for its first line. */
async function start(script: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    '-e',
    `${script}; setInterval(() => {}, 1000); console.log('ready')`,
  ]);
  children.push(child);
  await within(60, 'The start of a process', once(child.stdout, 'data'));
  return child;
}

test('kills a process that does not answer in time, and reports what was awaited', async () => {
  const child = await start('');
  const ended = once(child, 'exit');
  const answer = fromProcess(child, 'An answer of Keras', new Promise(() => undefined), 1);
  await expect(answer).rejects.toThrow('An answer of Keras did not happen within 1 s.');
  expect(await within(60, 'The end of the process', ended)).toEqual([null, 'SIGKILL']);
});

test('kills a process that does not end in time, and reports its name', async () => {
  const child = await start("process.on('SIGTERM', () => {})");
  const ended = once(child, 'exit');
  await expect(endProcess(child, 'the dashboard', undefined, 1)).rejects.toThrow(
    'The end of the dashboard did not happen within 1 s.',
  );
  expect(await within(60, 'The end of the process', ended)).toEqual([null, 'SIGKILL']);
});

test('waits for a process to end, unless it has already ended', async () => {
  const child = await start('');
  await endProcess(child, 'the dashboard');
  expect(child.signalCode).toBe('SIGTERM');
  await endProcess(child, 'the dashboard');
});
