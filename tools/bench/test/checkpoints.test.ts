import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { excesses } from '../src/checkpoints-benchmark';
import type { CheckpointsReport } from '../src/checkpoints-benchmark';

const cache = mkdtempSync(join(tmpdir(), 'bench-checkpoints-'));
afterAll(() => rmSync(cache, { recursive: true }));

function checkpoints(...args: string[]) {
  const program = join(__dirname, '../dist/checkpoints.js');
  return outcomeOf(
    spawn(process.execPath, [program, ...args], { env: { ...process.env, RNN_LAB_CACHE: cache } }),
  );
}

test('prints the share of checkpoints in the time of a recipe', async () => {
  const { stdout } = await checkpoints('--only', 'sine', '--json');
  const report = JSON.parse(stdout) as CheckpointsReport;
  expect(report).toMatchObject({ rounds: 1, models: [{ experiment: 'sine', model: 'rnn' }] });
  const [{ seconds, checkpointSeconds, share }] = report.models;
  expect(checkpointSeconds.median).toBeGreaterThan(0);
  expect(seconds.median).toBeGreaterThan(checkpointSeconds.median);
  expect(share.median).toBe(checkpointSeconds.median / seconds.median);
});

test('reports a share above 2%', () => {
  const spread = (median: number) => ({ median, q1: median, q3: median });
  const model = (share: number) => ({
    experiment: 'deaths',
    model: `rnn${share}`,
    seconds: spread(10),
    checkpointSeconds: spread(10 * share),
    share: spread(share),
  });
  const report = { rounds: 1, models: [model(0.019), model(0.021)] } as CheckpointsReport;
  expect(excesses(report)).toEqual(['Checkpoints take 2.1% of the time of deaths rnn0.021, more than 2.0%.']);
});

test('refuses an unknown experiment', async () => {
  const { code, stderr } = await checkpoints('--only', 'mnist');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--only must be among sine, deaths, imdb, nsmc, not 'mnist'\.\nUsage: /);
});
