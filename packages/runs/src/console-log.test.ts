import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, openRun, readConsole } from './index';

const runsDir = temporaryFolder();
const content = (directory: string) => readFileSync(join(directory, 'console.log'), 'utf8');

test('keeps what was printed, in order, also after the end', async () => {
  const run = await createRun(options(runsDir));
  run.log('Train on 3 samples');
  run.log('┌──┐\n└──┘');
  run.fail('The loss became NaN.');
  run.log('rnn-lab: The loss became NaN.');
  const text = 'Train on 3 samples\n┌──┐\n└──┘\nrnn-lab: The loss became NaN.\n';
  expect(content(run.directory)).toBe(text);
  await expect(readConsole(run.directory)).resolves.toBe(text);
});

test('is empty for a run without one', async () => {
  const run = await createRun(options(runsDir));
  await expect(readConsole(run.directory)).resolves.toBe('');
  run.interrupt();
});

test('goes on behind a marker when a run is resumed, and not before', async () => {
  const run = await createRun(options(runsDir));
  run.log('Epoch 1/2');
  run.step({ step: 1, epoch: 1, t: 1, loss: 1 });
  await run.saveCheckpoint(1, {});
  run.interrupt();

  const refused = await openRun(run.directory);
  refused.writer.log('other data');
  refused.writer.interrupt();
  expect(content(run.directory)).toBe('Epoch 1/2\n');

  const { writer } = await openRun(run.directory);
  writer.log('Loaded the data');
  await writer.begin();
  writer.log('Epoch 2/2');
  writer.finish({ results: {} });
  expect(content(run.directory)).toMatch(
    /^Epoch 1\/2\n--- Resumed at 20[-\d]+T[:.\d]+Z, after step 1 ---\nLoaded the data\nEpoch 2\/2\n$/,
  );
});

test('ends after 4 MiB with a line that says so', async () => {
  const run = await createRun(options(runsDir));
  const line = 'x'.repeat(100_000);
  for (let i = 0; i < 60; i++) run.log(line);
  const lines = content(run.directory).split('\n');
  expect(lines.slice(-2)).toEqual(['(The rest is missing, because this file has reached 4 MiB.)', '']);
  expect(lines).toHaveLength(42 + 2);
  expect(statSync(join(run.directory, 'console.log')).size).toBeLessThan(4.3 * 2 ** 20);
  run.interrupt();
});

const onPosix = process.platform === 'win32' ? test.skip : test;

onPosix.each<[string, (path: string) => void]>([
  ['a named pipe', (path) => execFileSync('mkfifo', [path])],
  ['a link', (path) => symlinkSync('/dev/zero', path)],
])('%s in its place ends the run at once, as failed', async (_, put) => {
  const run = await createRun(options(runsDir));
  rmSync(join(run.directory, 'console.log'));
  put(join(run.directory, 'console.log'));
  expect(() => run.log('a line')).toThrow(expect.objectContaining({ code: 'unwritable-file' }));
  expect(JSON.parse(run.json)).toMatchObject({ status: 'failed' });
});

test('does not come back once it is deleted', async () => {
  const run = await createRun(options(runsDir));
  rmSync(join(run.directory, 'console.log'));
  run.log('a line');
  await expect(readConsole(run.directory)).resolves.toBe('');
  run.interrupt();
});

test('does not bring back the folder of a run that was deleted after its end', async () => {
  const run = await createRun(options(runsDir));
  run.finish({ results: {} });
  rmSync(run.directory, { recursive: true });
  run.log('a line');
  expect(() => statSync(run.directory)).toThrow('ENOENT');
});
