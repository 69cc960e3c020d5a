import { within } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, fromProcess } from './bounded';

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

/** A process that prints a line, and then ends only as told. */
async function start(script: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    '-e',
    `${script}; setInterval(() => {}, 1000); console.log('ready')`,
  ]);
  children.push(child);
  await within(60, 'The start of a process', once(child.stdout, 'data'));
  return child;
}

test('a process that does not answer is killed after the time limit, and the answer named', async () => {
  const child = await start('');
  const ended = once(child, 'exit');
  const answer = fromProcess(child, 'An answer of Keras', new Promise(() => undefined), 1);
  await expect(answer).rejects.toThrow('An answer of Keras did not happen within 1 s.');
  expect(await within(60, 'The end of the process', ended)).toEqual([null, 'SIGKILL']);
});

test('a process that does not end is killed after the time limit, and named', async () => {
  const child = await start("process.on('SIGTERM', () => {})");
  const ended = once(child, 'exit');
  await expect(endProcess(child, 'the dashboard', undefined, 1)).rejects.toThrow(
    'The end of the dashboard did not happen within 1 s.',
  );
  expect(await within(60, 'The end of the process', ended)).toEqual([null, 'SIGKILL']);
});

test('a process that ends is waited for, and one that has ended is not', async () => {
  const child = await start('');
  await endProcess(child, 'the dashboard');
  expect(child.signalCode).toBe('SIGTERM');
  await endProcess(child, 'the dashboard');
});
