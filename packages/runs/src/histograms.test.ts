import {
  appendFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, openRun, readHistograms } from './index';
import type { Distribution, HistogramLine, RunWriter } from './index';

const folder = temporaryFolder();

const VALUES: Distribution = {
  ...{ count: 400, zeros: 0.25, norm: 2, min: -1, p5: -0.5, p25: -0.1, p50: 0, p75: 0.1, p95: 0.5, max: 1 },
};
const lineOf = (step: number): HistogramLine => ({
  step,
  epoch: 1 + Math.floor(step / 10),
  weights: [{ name: 'lstm/kernel', values: VALUES, gradients: { ...VALUES, norm: Infinity, max: NaN } }],
  gates: [{ layer: 'lstm', gate: 'forget', saturated: 0.125 }],
});

async function linesOf(directory: string): Promise<HistogramLine[]> {
  const lines = [];
  for await (const line of readHistograms(directory)) lines.push(line);
  return lines;
}

const contentOf = (run: RunWriter) => readFileSync(join(run.directory, 'histograms.jsonl'), 'utf8');

it('are written line by line, and read back, numbers that are not finite too', async () => {
  const run = await createRun(options(folder));
  run.histograms(lineOf(1));
  run.histograms(lineOf(10));
  run.finish({ results: {} });
  expect(contentOf(run).split('\n')).toHaveLength(3);
  expect(await linesOf(run.directory)).toEqual([lineOf(1), lineOf(10)]);
  expect(() => run.histograms(lineOf(20))).toThrow(`Run ${run.id} has ended`);
});

it('have no file if there are none', async () => {
  const run = await createRun(options(folder));
  run.finish({ results: {} });
  expect(existsSync(join(run.directory, 'histograms.jsonl'))).toBe(false);
  expect(await linesOf(run.directory)).toEqual([]);
});

it('are cut to the checkpoint by a resume, so that they continue as if there had been none', async () => {
  const run = await createRun(options(folder));
  for (const step of [1, 10, 20]) run.histograms(lineOf(step));
  await run.saveCheckpoint(25, {});
  for (const step of [30, 40]) run.histograms(lineOf(step));
  run.interrupt();
  // What a killed process has left of a line.
  appendFileSync(join(run.directory, 'histograms.jsonl'), '{"step":50,"ep');
  const { writer } = await openRun(run.directory);
  expect(await linesOf(run.directory)).toEqual([1, 10, 20, 30, 40].map(lineOf));
  await writer.begin();
  expect(await linesOf(run.directory)).toEqual([1, 10, 20].map(lineOf));
  for (const step of [30, 40]) writer.histograms(lineOf(step));
  writer.finish({ results: {} });
  expect(await linesOf(run.directory)).toEqual([1, 10, 20, 30, 40].map(lineOf));
});

it('are cut in a file of any size', async () => {
  const run = await createRun(options(folder));
  for (let step = 1; step <= 20_000; step++) run.histograms(lineOf(step));
  await run.saveCheckpoint(19999, {});
  run.interrupt();
  const file = join(run.directory, 'histograms.jsonl');
  // More than a page is read at once; and what follows the lines takes no space.
  const upToStep = contentOf(run).indexOf('{"step":20000,');
  expect(upToStep).toBeGreaterThan(2 ** 22);
  truncateSync(file, 300 * 2 ** 20);
  const { writer } = await openRun(run.directory);
  await writer.begin();
  expect(statSync(file).size).toBe(upToStep);
  writer.interrupt();
});

it('are cut to nothing if there is no checkpoint', async () => {
  const run = await createRun(options(folder));
  run.histograms(lineOf(1));
  run.interrupt();
  const { writer } = await openRun(run.directory);
  await writer.begin();
  writer.interrupt();
  expect(contentOf(run)).toBe('');
});

it('are read without lines that are not valid', async () => {
  const run = await createRun(options(folder));
  run.histograms(lineOf(1));
  run.interrupt();
  const wrong = ['', 'null', '{"step":2}', JSON.stringify({ ...lineOf(3), step: 'three' })];
  const valid = JSON.stringify({ ...lineOf(5), gates: [], later: true });
  appendFileSync(
    join(run.directory, 'histograms.jsonl'),
    [...wrong, valid.replaceAll('null', '0')].join('\n'),
  );
  expect((await linesOf(run.directory)).map(({ step }) => step)).toEqual([1, 5]);
});

it('are not read through a link that leads out of the run', async () => {
  const run = await createRun(options(folder));
  run.interrupt();
  const file = join(run.directory, 'histograms.jsonl');
  symlinkSync('/etc/hostname', file);
  await expect(linesOf(run.directory)).rejects.toMatchObject({ code: 'linked-file' });
  rmSync(file);
});
