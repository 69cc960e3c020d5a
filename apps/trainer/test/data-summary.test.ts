import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { DataSummary, SentimentPrediction } from '@rnn-lab/runs';

let sandbox: Sandbox;
beforeEach(() => (sandbox = new Sandbox()));
afterEach(() => sandbox.remove());

async function train(...args: string[]): Promise<{ folder: string; data: DataSummary }> {
  expect(await sandbox.run(args)).toMatchObject({ code: 0 });
  const [folder] = sandbox.runFolders();
  return { folder, data: readJson<DataSummary>(folder, 'data.json') };
}

test('a run on reviews summarizes them, and its predictions count the tokens', async () => {
  writeNsmc(sandbox.data, { train: 400, test: 100 });
  const args = ['--num-words', '5', '--max-length', '2', '--epochs', '1'];
  const { folder, data } = await train('nsmc', ...SMALL, ...args, '--limit', '300');
  if (data.kind !== 'text') throw new Error(data.kind);
  const { train: trained, test } = data.splits;
  expect([data.maxLength, trained.texts, test?.texts]).toEqual([2, 300, 100]);
  expect(trained.classes).toEqual([150, 150]);
  expect(trained.unknown).toBeGreaterThan(0);
  expect(trained.unknownTokens.length).toBeGreaterThan(0);
  const counted = trained.unknownTokens.reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBeLessThanOrEqual(trained.unknown);

  const predictions = readLines<SentimentPrediction>(folder, 'predictions/test.jsonl');
  const total = (of: (row: SentimentPrediction) => number | undefined) =>
    predictions.reduce((sum, row) => sum + (of(row) ?? NaN), 0);
  expect(total(({ length }) => length)).toBe(test?.tokens);
  expect(total(({ unknown }) => unknown)).toBe(test?.unknown);
  // What is neither unknown nor cut is what the model read.
  const read = total(({ tokens }) => tokens.length);
  expect(read).toBe((test?.tokens ?? 0) - (test?.unknown ?? 0) - (test?.cut ?? 0));
});

test('a run on a series summarizes the column that it forecasts, with the season of its times', async () => {
  const values = Array.from({ length: 60 }, (_, i) => 100 + 10 * (i % 12));
  const rows = values.map(
    (value, i) => `${2018 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${value}`,
  );
  const csv = join(sandbox.root, 'sales.csv');
  writeFileSync(csv, `month,sales\n${rows.join('\n')}\n`);
  const small = ['--hidden-units', '4', '--epochs', '1', '--no-holdout'];
  const { data } = await train('series', '--csv', csv, ...small);
  expect(data).toMatchObject({
    kind: 'series',
    column: 'sales',
    rows: 60,
    points: { values },
    season: { length: 12, mean: values.slice(0, 12), deviation: new Array<number>(12).fill(0) },
  });
});
