import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from './rnn-lab';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['14.21.3', '18.20.8', '20.19.6'])('refuses Node %s in one message', async (version) => {
  const pretend = join(folder, 'pretend.cjs');
  writeFileSync(
    pretend,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const outcome = await outcomeOf(spawn(process.execPath, ['-r', pretend, BIN, '--help']));
  expect(outcome).toEqual({
    code: 2,
    stdout: '',
    stderr: `rnn-lab needs Node 20.20 or later, and this is ${version}; install it from nodejs.org.\n`,
  });
});
