import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EndToEndReport } from '../src/end-to-end-benchmark';
import { writeNsmc } from './nsmc-folder';

const folder = mkdtempSync(join(tmpdir(), 'bench-end-to-end-'));
const data = join(folder, 'data');
beforeAll(() => writeNsmc(data, 100));
afterAll(() => rmSync(folder, { recursive: true }));

/** bench:end-to-end on made-up reviews, with a program that stands in for Python and reports an accuracy. */
function endToEnd(args: string[], accuracy: number, python = join(folder, 'python')) {
  const runs = [{ model: 'nsmc_lstm', results: { test: { accuracy } }, lastEpochLoss: 0.1, seconds: 1 }];
  writeFileSync(
    join(folder, 'python'),
    `#!${process.execPath}
    console.log(JSON.stringify({ name: 'Keras 0', runs: ${JSON.stringify(runs)} }));`,
  );
  chmodSync(join(folder, 'python'), 0o755);
  const env = {
    ...process.env,
    PYTHON: python,
    RNN_LAB_DATA: data,
    RNN_LAB_CACHE: join(folder, 'cache'),
  };
  const program = join(__dirname, '../dist/end-to-end.js');
  return outcomeOf(spawn(process.execPath, [program, ...args], { env }));
}

test('times whole processes in turn, with their accuracies and our memory', async () => {
  const { code, stdout, stderr } = await endToEnd(['--rounds', '1', '--json'], 0.4);
  expect(code).toBe(0);
  const { ours, cached, peer, missing, testReviews } = JSON.parse(stdout) as EndToEndReport;
  expect(testReviews).toBe(100);
  expect(missing).toEqual([]);
  expect(peer).toMatchObject({ name: 'Keras 0', accuracy: 0.4 });
  for (const { seconds, ratio, accuracy, peakMemory } of [ours, cached]) {
    expect(ratio?.median).toBeCloseTo(seconds.median / (peer?.seconds.median ?? NaN), 9);
    expect(accuracy).toBeGreaterThan(0);
    if (process.platform === 'linux') expect(peakMemory).toBeGreaterThan(2 ** 25);
    else expect(peakMemory).toBeNull();
  }
  expect(cached.accuracy).toBe(ours.accuracy);
  expect(stderr.split('\n').map((line) => line.split(':')[0])).toEqual([
    'rnn-lab',
    'rnn-lab, tokens cached',
    'Keras 0',
    `Written to ${join(folder, 'cache/bench/end-to-end.json')}`,
    '',
  ]);
});

test('fails if our accuracy is lower than chance explains', async () => {
  const { code, stderr } = await endToEnd([], 1.0);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /The test accuracy of rnn-lab, 0\.\d{4}, is more than three standard errors below the 1\.0000 of Keras 0: /,
  );
});

test('reports Keras as missing without Python', async () => {
  const python = join(folder, 'no-python');
  const { code, stdout } = await endToEnd([], 0.4, python);
  expect(code).toBe(0);
  expect(stdout).toContain(`Keras is not measured: there is no ${python}; PYTHON can name another.`);
  expect(stdout).toMatch(/rnn-lab, tokens cached .+ — /);
});

test.each([['--no-such-flag'], ['--rounds=0']])('%s: a message, the usage, exit code 2', async (flag) => {
  const { code, stdout, stderr } = await endToEnd([flag], 0.4);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^.+\n.*Usage: bench:end-to-end/);
});
