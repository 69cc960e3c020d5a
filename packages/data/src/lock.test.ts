import { outcomeOf, within } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { withLock } from './lock';
import { temporaryFolder } from '../test/temporary-folder';

const folder = temporaryFolder();
const file = () => join(folder.path, 'imdb.npz');
let holder: ChildProcess;

beforeEach(async () => {
  holder = spawn(process.execPath, [join(__dirname, '../test/hold-lock.cjs'), file()], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await says('locked');
});

afterEach(() => {
  holder.kill('SIGKILL');
});

async function says(line: string): Promise<void> {
  const [data] = await within(60, `The holder's "${line}"`, once(holder.stdout!, 'data'));
  expect(String(data)).toBe(`${line}\n`);
}

test('runs the action after the holder has ended', async () => {
  let waited = 0;
  const onWait = async () => {
    if (waited++ === 0) holder.stdin?.end();
  };
  await expect(withLock(file(), { onWait }, async () => 'done')).resolves.toBe('done');
  expect(waited).toBeGreaterThan(0);
});

test('runs the action after the holder was killed', async () => {
  const onWait = async () => void holder.kill('SIGKILL');
  await expect(withLock(file(), { onWait }, async () => 'done')).resolves.toBe('done');
});

test('refuses after the time limit if the holder adds nothing, which keeps its lock', async () => {
  const action = jest.fn();
  const waiting = withLock(file(), { onWait: async () => undefined, stallMs: 1_000 }, action);
  await expect(waiting).rejects.toThrow(
    expect.objectContaining({
      code: 'download-locked',
      message: `Another process holds ${file()}.lock, and has downloaded nothing for 1 s: end it and try again.`,
    }),
  );
  expect(action).not.toHaveBeenCalled();
  holder.stdin?.end();
  expect(await outcomeOf(holder)).toMatchObject({ code: 0 });
});

test('waits beyond the time limit while the holder adds bytes', async () => {
  const stallMs = 20_000;
  let grown = 0;
  // A fake clock: each wait takes most of the limit.
  const now = jest.spyOn(performance, 'now');
  let clock = 0;
  now.mockImplementation(() => clock);
  const onWait = async () => {
    clock += 0.9 * stallMs;
    if (grown++ === 5) {
      holder.stdin?.end();
      await within(60, "The holder's end", once(holder, 'close'));
    } else {
      holder.stdin?.write('\n');
      await says('grown');
    }
  };
  try {
    await expect(withLock(file(), { onWait, stallMs }, async () => 'done')).resolves.toBe('done');
  } finally {
    now.mockRestore();
  }
  expect(grown).toBe(6);
});
