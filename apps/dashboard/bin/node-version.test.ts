import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf } from '@rnn-lab/testing';

const DASHBOARD = join(__dirname, 'dashboard.js');

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['14.21.3', '18.20.8', '20.19.6'])('refuses Node %s with one line', async (version) => {
  const pretend = join(folder, 'pretend.cjs');
  writeFileSync(
    pretend,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const child = spawn(process.execPath, ['-r', pretend, DASHBOARD, 'start', '--port', '0']);
  const { code, stdout, stderr } = await outcomeOf(child);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    `The dashboard needs Node 20.20 or later, and this is ${version}; install it from nodejs.org.\n`,
  );
});
