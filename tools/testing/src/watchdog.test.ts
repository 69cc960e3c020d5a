import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from './processes';

const WATCHDOG = join(__dirname, '../jest/watchdog.cjs');
/** Blocks forever, with a child that also does. */
const HANGING = `
  const block = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
  require('node:child_process').spawn(process.execPath, ['-e', block], { stdio: 'inherit' });
  require('node:fs').writeSync(1, 'started');
  eval(block);`;

function watch(pid: number, seconds: number) {
  return spawn(process.execPath, [WATCHDOG, `${pid}`, 'some project', `${seconds}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

test('kills a process that hangs and its children, and prints its name', async () => {
  const hanging = spawn(process.execPath, ['-e', HANGING], { stdio: ['ignore', 'pipe', 'inherit'] });
  await within(60, 'The start', once(hanging.stdout, 'data'));
  // Both hold the pipe open: it closes when both have ended.
  const closed = within(60, 'The end of both', once(hanging.stdout.resume(), 'close'));
  const watchdog = watch(hanging.pid as number, 0.6);
  const [message] = (await within(60, 'The message', once(watchdog.stderr, 'data'))) as [Buffer];
  expect(`${message}`).toBe(
    'No test of some project has ended for 0.01 minutes: the project hangs and is killed.\n',
  );
  const [, signal] = await within(60, 'The end', once(hanging, 'exit'));
  expect(signal).toBe('SIGKILL');
  await closed;
  watchdog.stdin.end();
  await within(60, 'The end of the watchdog', once(watchdog, 'exit'));
});

test('keeps waiting while tests end', async () => {
  const quiet = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600_000)'], { stdio: 'ignore' });
  const watchdog = watch(quiet.pid as number, 10);
  for (let second = 0; second < 12; second++) {
    await sleep(1000);
    watchdog.stdin.write('.');
  }
  expect(quiet.exitCode ?? quiet.signalCode).toBeNull();
  watchdog.stdin.end();
  quiet.kill();
  await within(60, 'The end of both', Promise.all([once(watchdog, 'exit'), once(quiet, 'exit')]));
});

test('exits when the watched process ends', async () => {
  const watchdog = watch(process.pid, 3600);
  watchdog.stdin.end();
  const [code] = await within(60, 'The end of the watchdog', once(watchdog, 'exit'));
  expect(code).toBe(0);
});
