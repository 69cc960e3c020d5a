import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '@rnn-lab/runs';
import { makeRun } from '#testing/runs';
import { summaryOf } from './summary';
import type { RunDetail } from '#api/run';

const folder = mkdtempSync(join(tmpdir(), 'summary-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function detail(notes = ''): Promise<Parameters<typeof summaryOf>[0]> {
  const { id, directory } = await makeRun(folder, { title: { en: 'A | b', ko: '<b>가</b>' }, notes });
  const { run, annotations } = await readRun(directory);
  const rest: Omit<RunDetail, 'run'> = {
    id,
    annotations,
    problem: null,
    problemDetails: null,
    predictions: [],
    hasModel: true,
    hasHistograms: false,
    hasPlayground: true,
  };
  if (!run) throw new Error('The run can’t be read.');
  return { ...rest, run };
}

it('has results, pictures, notes and provenance, with no meaning in names', async () => {
  const written = summaryOf(
    await detail('# my *notes*'),
    undefined,
    [{ title: 'Loss', file: 'curve-1.svg' }],
    'en',
  );
  expect(written).toMatch(/^# A \\\| b\n/);
  expect(written).toContain('**Test accuracy: 0.8500**');
  expect(written).toContain('| Test | 0.3500 | 0.8500 |');
  expect(written).toContain('![Loss](curve-1.svg)');
  expect(written).toContain('\n> # my *notes*\n');
  expect(written).toContain('```sh\nnpx rnn-lab nsmc\n```');
});

it('is in Korean too', async () => {
  const written = summaryOf(await detail(), undefined, [], 'ko');
  expect(written).toMatch(/^# \\<b\\>가\\<\/b\\>\n/);
  expect(written).toContain('## 결과');
  expect(written).not.toContain('## 메모');
});

it('names the files of an imported run, and no seed', async () => {
  const { run, ...rest } = await detail();
  const files = [{ path: 'logs/a/events', bytes: 10, sha256: 'ab12' }];
  const imported = { format: 'tensorboard', at: run.startedAt, files };
  expect(summaryOf({ ...rest, run }, undefined, [], 'en')).toContain('| Seed |');
  const written = summaryOf(
    { ...rest, run: { ...run, params: { log: 'logs/a' }, imported } },
    undefined,
    [],
    'en',
  );
  expect(written).not.toContain('| Seed |');
  expect(written).toContain('SHA-256 ab12');
  expect(written).toContain('| Log | logs/a |');
  expect(written).not.toContain('## Hyperparameters');
});
