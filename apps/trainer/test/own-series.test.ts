import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readLines, Sandbox } from './rnn-lab';
import type { RunFile, SeriesPrediction } from '@rnn-lab/runs';

let sandbox: Sandbox;
beforeEach(() => (sandbox = new Sandbox()));
afterEach(() => sandbox.remove());

function write(name: string, content: string): string {
  const file = join(sandbox.root, name);
  writeFileSync(file, content);
  return file;
}

const SMALL = '--hidden-units 8 --epochs 4 --learning-rate 0.01'.split(' ');

async function train(...args: string[]) {
  const outcome = await sandbox.run(['series', ...SMALL, ...args]);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const [folder] = sandbox.runFolders();
  return { stdout: outcome.stdout, folder, run: readJson<RunFile>(folder, 'run.json') };
}

const MONTHS = Array.from({ length: 72 }, (_, i) => {
  const month = `${2018 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
  return { month, sales: Math.round(5000 + 1000 * Math.sin(i / 2)), visits: 200 + i };
});
const csv = (rows: typeof MONTHS) =>
  `month,sales,visits\n${rows.map(({ month, sales, visits }) => `${month},"${sales.toLocaleString('en')}",${visits}\n`).join('')}`;

test('forecasts a year of months against the baselines of its season', async () => {
  const { stdout, folder, run } = await train(
    ...[
      '--csv',
      write('sales.csv', csv(MONTHS)),
      '--value',
      'sales',
      '--thousands',
      'comma',
      '--model',
      'gru',
    ],
  );
  expect(stdout).toContain('Read 72 rows of "sales" from sales.csv: separated by commas, UTF-8');
  expect(stdout).toContain('Times in "month", monthly, from 2018-01 to 2023-12\nSeason of 12 rows\n');
  expect(stdout).toMatch(/By holdout rmse, the network (beats|loses to)/);
  expect(run).toMatchObject({
    status: 'finished',
    dataset: { rows: { train: 54, validation: 6, holdout: 12 } },
    params: { window: 12, horizon: 1, value: 'sales' },
  });
  const holdout = readLines<SeriesPrediction>(folder, 'predictions/holdout.jsonl');
  const year = MONTHS.slice(60);
  expect(holdout.map(({ time }) => time)).toEqual(year.map(({ month }) => month));
  expect(holdout.map(({ target }) => Math.round(target))).toEqual(year.map(({ sales }) => sales));
  expect(holdout.map(({ baselines }) => baselines?.['seasonal naive'])).toEqual(
    MONTHS.slice(48, 60).map(({ sales }) => sales),
  );
  expect(holdout[0]).toMatchObject({ index: 0, column: 'sales' });
  expect(holdout[0]).not.toHaveProperty('horizon');
  const squares = holdout.map(({ target, output }) => (target - output) ** 2);
  expect(run.results.holdout?.rmse).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b) / 12), 6);
});

test('forecasts a horizon of a repaired file from two columns and three origins', async () => {
  const rows = [...MONTHS.slice(0, 30), ...MONTHS.slice(31)];
  const { stdout, folder, run } = await train(
    ...['--csv', write('sales.csv', csv(rows)), '--value', 'sales', '--features', 'visits'],
    ...['--thousands', 'comma', '--fill', 'linear', '--window', '6', '--horizon', '3'],
    ...['--origins', '3', '--holdout-length', '6', '--model', 'bilstm', '--layers', '2'],
  );
  expect(stdout).toContain('Read 72 rows of "sales" and the features "visits"');
  expect(stdout).toContain('Repaired: filled in 1 missing row\n');
  expect(stdout).toContain('3 hold-outs of 6 rows: 2022-07 to 2023-12');
  expect(run.model?.layers.at(-1)?.outputShape).toEqual([null, 3]);
  const lines = readLines<SeriesPrediction>(folder, 'predictions/holdout.jsonl');
  const expected = [54, 60, 66].flatMap((start) =>
    [0, 1, 2, 3].flatMap((window) =>
      [1, 2, 3].map((horizon) => ({ time: MONTHS[start + window + horizon - 1].month, horizon })),
    ),
  );
  expect(lines.map(({ time, horizon }) => ({ time, horizon }))).toEqual(expected);
  expect(lines.map(({ index }) => index)).toEqual(expected.map((_, i) => i));
  const mae = lines.reduce((sum, { target, output }) => sum + Math.abs(target - output), 0) / lines.length;
  expect(run.results.holdout?.mae).toBeCloseTo(mae, 6);
  expect(run.dataset?.rows.holdout).toBe(18);
  const { scaling, columns } = readJson<{ scaling: object; columns: string[] }>(
    folder,
    'model/preprocessing.json',
  );
  expect(columns).toEqual(['sales', 'visits']);
  expect(Object.keys(scaling)).toEqual(['mean', 'deviation', 'mean.visits', 'deviation.visits']);
});

test.each([
  ['series', ['--csv', 'sales.csv', '--value', 'visits', ...SMALL]],
  ['deaths', ['--model', 'rnn', '--epochs', '1']],
  ['sine', ['--epochs', '1']],
])('%s compares its forecasts with no baseline on request', async (name, args) => {
  write('sales.csv', csv(MONTHS));
  const { code, stdout } = await sandbox.run([name, ...args, '--no-baselines']);
  expect(code).toBe(0);
  expect(stdout).not.toContain('last value');
  const run = readJson<RunFile>(sandbox.runFolders()[0], 'run.json');
  expect(run).toMatchObject({ params: { baselines: false }, baselines: {} });
  expect(run.command).toContain(' --no-baselines');
});

test('trains on a file without times, and without a hold-out', async () => {
  const file = write('plain.csv', `y\n${MONTHS.map(({ sales }) => `${sales}\n`).join('')}`);
  const { stdout, run } = await train('--csv', file, '--no-holdout');
  expect(stdout).toContain('No column is named like one of times');
  expect(stdout).toContain('No season is known for such times; --season N sets one');
  expect(run.baselines).toEqual({});
  expect(run.results).not.toHaveProperty('holdout');
});

const CONSTANT = `time,value\n${Array.from({ length: 72 }, (_, i) => `${i},${i < 60 ? 1500 : i}\n`).join('')}`;

test.each<[string, string, string[], RegExp]>([
  [
    'equal values before the hold-out',
    CONSTANT,
    ['--holdout-length', '12'],
    /lines 2 to 61: the values of "value" are all 1500/,
  ],
  [
    'equal values',
    'time,value\n1,5\n2,5\n3,5\n4,5\n5,5\n6,5\n',
    ['--window', '1'],
    /lines 2 to 7: .* are all 5/,
  ],
  [
    'too few rows',
    'time,value\n1,5\n2,6\n',
    [],
    /has 2 rows, but two windows of 12 .* need 15; use a smaller --window/,
  ],
  ['an empty hold-out', csv(MONTHS), ['--value', 'visits', '--holdout-length', '0'], /of at least 1/],
  [
    'a hold-out without a forecast',
    csv(MONTHS),
    ['--value', 'visits', '--holdout-length', '2', '--horizon', '3'],
    /A hold-out of 2 rows has no forecast of 3; use --holdout-length 3 or more/,
  ],
  [
    'a hold-out that is switched off',
    csv(MONTHS),
    ['--value', 'visits', '--no-holdout', '--origins', '2'],
    /--no-holdout/,
  ],
  [
    'a season that is too long',
    csv(MONTHS),
    ['--value', 'visits', '--season', '40'],
    /needs 80 rows before the hold-out/,
  ],
  [
    'a gap',
    csv(MONTHS.filter((_, i) => i !== 3)),
    ['--value', 'visits'],
    /line 5: a row is missing .* --fill linear/,
  ],
  [
    'thousands',
    csv(MONTHS),
    ['--value', 'sales'],
    /line 2: "5,000" in the column "sales" .* --decimal and --thousands/,
  ],
  ['a hexadecimal number', 'time,value\n1,0x5dc\n', [], /line 2: "0x5dc"/],
  [
    'another column',
    csv(MONTHS),
    ['--value', 'sale'],
    /the columns are "month", "sales", "visits": .* --value sets it/,
  ],
  ['an empty file', '', [], /own\.csv is empty/],
])('refuses %s before anything is written', async (_, content, args, message) => {
  const { code, stderr } = await sandbox.run(['series', '--csv', write('own.csv', content), ...args]);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^rnn-lab: [^\n]+\n$/);
  expect(code).toBe(2);
  expect(sandbox.runFolders()).toEqual([]);
});
