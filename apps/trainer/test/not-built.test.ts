import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BIN } from './rnn-lab';

test('where nothing is built, rnn-lab says how to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-'));
  cpSync(dirname(BIN), join(folder, 'bin'), { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/rnn-lab.js'), 'nsmc'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe(
    'rnn-lab: not built yet; run npm ci, then npx nx run trainer:build, in the workspace.\n',
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  rmSync(folder, { recursive: true });
});
