import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BIN, outcomeOf } from './rnn-lab';

test('rnn-lab reports how to build if nothing is built', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-'));
  cpSync(dirname(BIN), join(folder, 'bin'), { recursive: true });
  const child = spawn(process.execPath, [join(folder, 'bin/rnn-lab.js'), 'nsmc']);
  const { code, stdout, stderr } = await outcomeOf(child);
  expect(stderr).toBe(
    'rnn-lab: not built yet; run npm ci, then npx nx run trainer:build, in the workspace.\n',
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  rmSync(folder, { recursive: true });
});
