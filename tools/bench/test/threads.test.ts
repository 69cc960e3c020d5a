import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { outcomeOf } from '@rnn-lab/testing';

const THREADS = join(__dirname, '../dist/threads.js');

test('every fit rejects when one of its threads is killed', async () => {
  const { stdout, stderr, code } = await outcomeOf(spawn(process.execPath, [THREADS, '--kills', '10']));
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toMatch(
    /^10 fits, one of two threads killed in each: the longest took \d+ ms to reject\.\n$/,
  );
});

test('--kills 0: a message, the usage, exit code 2', async () => {
  const { stderr, code } = await outcomeOf(spawn(process.execPath, [THREADS, '--kills', '0']));
  expect(code).toBe(2);
  expect(stderr).toBe("--kills must be a positive integer, not '0'.\nUsage: bench:threads [--kills N]\n");
});
