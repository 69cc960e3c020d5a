import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { benchmarkStep } from '../src/step-benchmark';

beforeAll(() => tf.enableProdMode());

const SMALL = { batchSize: 10, length: 8, vocabularySize: 200, embeddingDimension: 12, units: 16 };

test('ours and every installed peer compute the same losses', async () => {
  const report = await benchmarkStep(SMALL, { warmUp: 5, rounds: 3, steps: 10 }, 2);
  for (const sentence of report.missing) console.log(`Not compared: ${sentence}`);
  expect(report.peers.length + report.missing.length).toBe(2);
  expect(report.ours.milliseconds.median).toBeGreaterThan(0);
  for (const peer of report.peers) {
    expect(peer.milliseconds.median).toBeGreaterThan(0);
    expect(peer.greatestDifference.difference).toBeLessThan(1e-4);
    expect(peer.agrees).toBe(true);
  }
}, 60_000);

const step = (flags: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [join(__dirname, '../dist/step.js'), ...flags], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });

test.each([['--no-such-flag'], ['--workers=0'], ['--workers=many']])(
  '%s: a sentence, the usage, exit code 2',
  (flag) => {
    const { status, stdout, stderr } = step([flag]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^.+\n.*Usage: /);
    expect(stderr).not.toContain('    at ');
  },
);

test('a peer with other losses fails the benchmark', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bench-step-'));
  try {
    const python = join(directory, 'python');
    // Stands in for Python: greets, then answers every request with losses that are off by far.
    await writeFile(
      python,
      `#!${process.execPath}
      console.log(JSON.stringify({ name: 'Stranger' }));
      require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const steps = Array.from({ length: Number(line) }, (_, index) => index + 1);
        console.log(JSON.stringify({ times: steps, losses: steps }));
      });`,
    );
    await chmod(python, 0o755);
    const { status, stdout, stderr } = step(['--json'], { PYTHON: python });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).peers.map((peer: { agrees: boolean }) => peer.agrees)).toEqual([false, false]);
    expect(stderr).toMatch(/^The loss of step \d+ differs from that of Stranger by /);
  } finally {
    await rm(directory, { recursive: true });
  }
}, 120_000);
