import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, temporaryFolder } from '../test/options';
import { importRun, isLive, readMetrics, readRun, RunsError } from './index';
import type { ImportOptions, MetricLine } from './index';

const runsDir = temporaryFolder();
const START = Date.UTC(2025, 0, 2, 3, 4, 5);

const line = (step: number, values: Partial<MetricLine>): MetricLine => ({
  kind: 'epoch',
  split: 'train',
  step,
  epoch: step,
  t: step - 1,
  time: START + 1000 * (step - 1),
  ...values,
});

function options(lines: MetricLine[]): ImportOptions {
  return {
    runsDir,
    experiment: 'imported',
    title: { en: 'logs/a', ko: 'logs/a' },
    command: 'npx rnn-lab import logs/a',
    params: { log: 'logs/a' },
    caveats: [{ en: 'No parameters.', ko: '하이퍼파라미터가 없습니다.' }],
    imported: { format: 'tensorboard', files: [{ path: 'logs/a/events', bytes: 10, sha256: 'ab' }] },
    lines,
  };
}

test('writes a finished run with the times of its lines', async () => {
  const lines = [
    line(1, { loss: 0.5, 'Loss/extra': NaN }),
    line(2, { loss: 0.25 }),
    line(2, { split: 'validation', loss: 0.75 }),
  ];
  const directory = importRun(options(lines));
  const { id, run, problem } = await readRun(directory);
  expect(problem).toBeNull();
  expect(id).toMatch(/^imported-20250102-030405-[0-9a-z]{4}$/);
  expect(filesBelow(directory)).toEqual([
    'annotations.json',
    'console.log',
    'lock',
    'metrics.jsonl',
    'run.json',
  ]);
  expect(run).toMatchObject({
    id,
    group: id,
    status: 'finished',
    phase: null,
    startedAt: '2025-01-02T03:04:05.000Z',
    endedAt: '2025-01-02T03:04:06.000Z',
    engine: 'imported',
    params: { log: 'logs/a' },
    environment: null,
    model: null,
    dataset: null,
    results: { train: { loss: 0.25, 'Loss/extra': NaN }, validation: { loss: 0.75 } },
    summary: { 'train.loss': { last: 0.25, best: 0.25, bestStep: 2, spark: [0.5, 0.25] } },
    imported: { format: 'tensorboard', at: expect.any(String), files: [{ sha256: 'ab' }] },
  });
  expect(await isLive(directory)).toBe(false);
  expect((await readMetrics(directory)).lines).toEqual(lines);
});

test('leaves nothing of a run that it refuses', () => {
  const before = readdirSync(runsDir);
  expect(() => importRun(options([line(1, { loss: 1, [' x']: 2 })]))).toThrow(RunsError);
  expect(() => importRun({ ...options([line(1, { loss: 1 })]), experiment: 'no/folder' })).toThrow(RunsError);
  expect(readdirSync(runsDir)).toEqual(before);
});

test('writes more lines than fit in one write', async () => {
  const lines = Array.from({ length: 10_001 }, (_, i) => line(i + 1, { loss: i }));
  const directory = importRun(options(lines));
  expect((await readMetrics(directory)).lines).toHaveLength(10_001);
  expect(join(runsDir, (await readRun(directory)).id)).toBe(directory);
});
