import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tfjsNodeIsThere, withTool } from '@rnn-lab/testing';
import { outcomeOf, readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { MetricLine, RunFile } from '@rnn-lab/runs';

let sandbox: Sandbox;
beforeEach(() => (sandbox = new Sandbox()));
afterEach(() => sandbox.remove());

/** Writes to longest.txt how long, in ms, the main thread was blocked at most once training had started. */
const WATCH = `
  const { writeFileSync } = require('node:fs');
  const { isMainThread } = require('node:worker_threads');
  if (isMainThread) {
    let training = false;
    let longest = 0;
    let last = performance.now();
    const { write } = process.stdout;
    process.stdout.write = (text, ...rest) => {
      if (String(text).startsWith('Train on')) setImmediate(() => (training = true));
      return write.call(process.stdout, text, ...rest);
    };
    setInterval(() => {
      const now = performance.now();
      if (training) longest = Math.max(longest, now - last);
      last = now;
      if (training) writeFileSync('longest.txt', String(longest));
    }, 20).unref();
  }
`;

test('tfjs on texts leaves the main thread free, and a signal ends it in the middle of a step', async () => {
  writeNsmc(sandbox.data, { train: 3500, test: 100 });
  const watch = join(sandbox.root, 'watch.cjs');
  writeFileSync(watch, WATCH);
  const env = { NODE_OPTIONS: `--require ${watch}` };
  const child = sandbox.start(['nsmc', '--engine', 'tfjs', '--limit', '3000'], { env });
  const longest = () => Number(readFileSync(join(sandbox.root, 'longest.txt'), 'utf8'));
  let timer: NodeJS.Timeout | undefined;
  child.stdout!.on('data', (text: Buffer) => {
    if (!text.includes('Train on')) return;
    // One step takes many times as long.
    timer = setTimeout(() => child.kill('SIGINT'), 4000);
  });
  const { code, stderr } = await outcomeOf(child).finally(() => clearTimeout(timer));

  expect(code).toBe(130);
  expect(stderr).toMatch(/rnn-lab: interrupted by SIGINT; the run so far is in /);
  const [folder] = sandbox.runFolders();
  expect(readJson<RunFile>(folder, 'run.json').status).toBe('interrupted');
  // On an idle machine it stays below 200 ms; a blocked main thread would reach the whole four seconds.
  expect(longest()).toBeLessThan(2000);
});

const { describe: describeTfjsNode } = withTool('tfjs-node', tfjsNodeIsThere());

/** Folder of the full data sets. */
const DATA = process.env.RNN_LAB_DATA;
const hasImdb = DATA !== undefined && existsSync(join(DATA, 'imdb/imdb.npz'));

describeTfjsNode('--engine tfjs-node', () => {
  const train = async (...args: string[]) => {
    const outcome = await sandbox.run([...args, '--engine', 'tfjs-node', '--epochs', '2']);
    expect(outcome).toMatchObject({ code: 0 });
    const folders = sandbox.runFolders();
    const runs = folders.map((folder) => ({ folder, ...readJson<RunFile>(folder, 'run.json') }));
    for (const { folder, ...run } of runs) {
      expect(run).toMatchObject({ status: 'finished', engine: 'tfjs-node', workers: 1 });
      const lines = readLines<MetricLine>(folder, 'metrics.jsonl');
      expect(lines.filter(({ kind, split }) => kind === 'epoch' && split === 'train')).toHaveLength(2);
      expect(existsSync(join(folder, 'model/weights.bin'))).toBe(true);
    }
    return runs;
  };

  test('sine', async () => {
    const [run] = await train('sine');
    expect(run.results.test?.rmse).toBeGreaterThan(0);
  });

  test('deaths, both models', async () => {
    const runs = await train('deaths');
    expect(runs.map(({ model }) => model?.name).sort()).toEqual(['lstm', 'rnn']);
    for (const { results } of runs) expect(results.holdout?.rmse).toBeGreaterThan(0);
  });

  test('nsmc, with the losses of the default engine', async () => {
    writeNsmc(sandbox.data, { train: 400, test: 100 });
    const [run] = await train('nsmc', ...SMALL);
    const { stdout } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '2', '--json']);
    const reference = JSON.parse(stdout) as RunFile;
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(run.results[split]?.loss).toBeCloseTo(reference.results[split]?.loss as number, 3);
    }
  });

  (hasImdb ? test : test.skip)('imdb', async () => {
    const small = '--embedding-dimension 8 --lstm-units 8 --limit 200 --data-dir';
    const [run] = await train('imdb', ...small.split(' '), DATA as string);
    expect(run.results.test?.loss).toBeGreaterThan(0);
  });
});
