import { within } from '@rnn-lab/testing';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { readJson, Sandbox } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const ROOT = join(__dirname, '../../..');
let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

test('a signal to npx alone ends the run as interrupted', async () => {
  const args = ['rnn-lab', 'sine', '--epochs', '100000'];
  const npx = sandbox.spawn('npx', args, { cwd: ROOT });
  npx.stderr?.pipe(process.stderr);
  const ended = once(npx, 'close');
  let output = '';
  npx.stdout?.on('data', (text: Buffer) => {
    if (!output.includes('Epoch 2/') && `${output}${text}`.includes('Epoch 2/')) npx.kill('SIGTERM');
    output += text;
  });
  // The program holds npx's stdout open: it closes when both have ended.
  await within(60, 'The end of npx and of the program', ended);
  await within(60, 'The end of the run', ending());
  expect(readJson<RunFile>(sandbox.runFolders()[0], 'run.json').status).toBe('interrupted');
});

async function ending(): Promise<void> {
  while (readJson<RunFile>(sandbox.runFolders()[0], 'run.json').status === 'running') await sleep(50);
}
