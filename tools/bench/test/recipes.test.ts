import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'bench-recipes-'));
const cache = join(folder, 'cache');
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs bench:recipes with a program that stands in for Python and answers with `runs`. */
function recipes(args: string[], runs: (seed: number) => unknown = () => []) {
  const python = join(folder, 'python');
  writeFileSync(
    python,
    `#!${process.execPath}
    const seed = Number(process.argv[6]);
    console.log(JSON.stringify({ name: 'Keras 0', runs: (${runs.toString()})(seed) }));`,
  );
  chmodSync(python, 0o755);
  const env = { ...process.env, PYTHON: python, RNN_LAB_CACHE: cache };
  const program = join(__dirname, '../dist/recipes.js');
  return outcomeOf(spawn(process.execPath, [program, ...args], { env }));
}

test("reports a loss above Keras's by more than chance, and keeps Keras's results", async () => {
  const { code, stdout, stderr } = await recipes(
    ['--experiments', 'sine', '--seeds', '3', '--json'],
    (seed) => [
      { model: 'rnn', results: { test: { loss: 0.3 + seed } }, lastEpochLoss: 0.1 + seed / 1000, seconds: 8 },
    ],
  );
  expect(stderr).toMatch(
    /The last epoch's loss of sine rnn is above that of Keras 0 by \d+\.\d standard errors\.\n$/,
  );
  expect(code).toBe(1);

  const [{ ours, peers }] = JSON.parse(stdout).models;
  expect(ours.runs).toHaveLength(3);
  const logs = ours.runs.map((run: { lastEpochLoss: number }) => Math.log(run.lastEpochLoss));
  expect(ours.logLoss.mean).toBeCloseTo((logs[0] + logs[1] + logs[2]) / 3, 12);
  expect(peers[0].ratio.median).toBeCloseTo(ours.seconds.median / 8, 12);

  const kept = JSON.parse(readFileSync(join(cache, 'bench/keras.json'), 'utf8'));
  expect(kept).toEqual({
    name: 'Keras 0',
    experiments: { sine: [{ model: 'rnn', results: { test: { loss: 0.3 } }, seconds: 8 }] },
  });
});

test('reports no standard errors for a single seed', async () => {
  const { code, stdout } = await recipes(['--experiments', 'sine'], () => [
    { model: 'rnn', results: {}, lastEpochLoss: 0.1, seconds: 8 },
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Keras 0 +│ 0\.1000 +│ 8\.0 \(8\.0 to 8\.0\) │ .+ │ — /);
});

test('reports every peer as missing without Python', async () => {
  const env = { ...process.env, PYTHON: join(folder, 'no-python'), RNN_LAB_CACHE: join(folder, 'unused') };
  const args = [join(__dirname, '../dist/recipes.js'), '--experiments', 'sine'];
  const { code, stdout } = await outcomeOf(spawn(process.execPath, args, { env }));
  expect(code).toBe(0);
  expect(stdout).toContain(`Keras is not measured: there is no ${env.PYTHON}; PYTHON can name another.`);
  expect(existsSync(join(folder, 'unused/bench/keras.json'))).toBe(false);
});

test.each([['--no-such-flag'], ['--seeds=0'], ['--experiments=sine,mnist']])(
  '%s: a message, the usage, exit code 2',
  async (flag) => {
    const { code, stdout, stderr } = await recipes([flag]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^.+\n.*Usage: /);
  },
);
