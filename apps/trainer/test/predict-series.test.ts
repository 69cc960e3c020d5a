import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { readJson, readLines, Sandbox } from './rnn-lab';
import type { Preprocessing, SeriesPrediction } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

const HORIZON = 3;
const MONTHS = Array.from({ length: 60 }, (_, i) => {
  const month = `${2019 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
  return `${month};"${Math.round(5000 + 1000 * Math.sin(i / 2)).toLocaleString('en')}";${200 + i}`;
});
const csv = (rows: readonly string[]) => `월;매출;방문\n${rows.map((row) => `${row}\n`).join('')}`;

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(sandbox.root, name), content);
  return name;
}

async function train(...args: string[]): Promise<string> {
  const before = new Set(sandbox.runFolders());
  const outcome = await sandbox.run([...args, '--quiet']);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  return sandbox.runFolders().filter((folder) => !before.has(folder))[0];
}

async function predict(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.run(['predict', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const forecastsIn = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([time, value]) => ({ time, value: Number(value) }));

describe('a run of two columns', () => {
  let folder: string;
  beforeAll(async () => {
    const reading = ['--value', '매출', '--features', '방문', '--thousands', 'comma'];
    const size = ['--horizon', String(HORIZON), '--hidden-units', '4', '--epochs', '4', '--no-holdout'];
    folder = await train('series', '--csv', write('sales.csv', csv(MONTHS)), ...reading, ...size);
  });

  test('forecasts from a file as it did in training', async () => {
    const lines = readLines<SeriesPrediction>(folder, 'predictions/validation.jsonl').slice(-HORIZON);
    const known = csv(MONTHS.slice(20, -HORIZON));
    const expected = lines.map(({ time, output }) => ({
      time: String(time),
      value: expect.closeTo(output, 1) as number,
    }));
    expect(forecastsIn(await predict(folder, write('known.csv', known)))).toEqual(expected);
    const cp949 = write('cp949.csv', encode(known, 'cp949'));
    expect(forecastsIn(await predict(folder, cp949, '--encoding', 'cp949', '--engine', 'tfjs'))).toEqual(
      expected,
    );
  });

  test('goes on from the series that it was trained on without a file, in CSV and JSON too', async () => {
    const lines = await predict(folder);
    const forecasts = forecastsIn(lines);
    expect(forecasts.map(({ time }) => time)).toEqual(['2024-01', '2024-02', '2024-03']);
    expect(await predict(folder, 'sales.csv')).toBe(lines);
    expect(await predict(folder, '--format', 'csv')).toBe(`time,value\n${lines.replaceAll('\t', ',')}`);
    const json = await predict(folder, '--format', 'json');
    expect(json).toBe(forecasts.map((forecast) => `${JSON.stringify(forecast)}\n`).join(''));
  });

  test.each<[string, string, string[], RegExp]>([
    ['too few rows', csv(MONTHS.slice(0, 5)), [], /own\.csv has 5 rows, but \S+ forecasts from the last 12/],
    [
      'another frequency',
      csv(MONTHS.filter((_, i) => i % 3 === 0)),
      [],
      /own\.csv is quarterly, but \S+ was trained on a series that is monthly/,
    ],
    [
      'a missing column',
      csv(MONTHS).replace('방문', 'visits'),
      [],
      /has the columns "월", "매출", "visits", but the run was trained with "매출", "방문"/,
    ],
    [
      'a gap',
      csv([...MONTHS.slice(0, 20), ...MONTHS.slice(21)]),
      [],
      /line 22: a row is missing .* another\.$/m,
    ],
    [
      'other separators of thousands',
      csv(MONTHS.map((row) => row.replace(',', ' '))),
      [],
      /line 2: "5 000" in the column "매출" .* another\.$/m,
    ],
    [
      'values beyond float32',
      csv([...MONTHS.slice(0, -1), '2023-12;1e300;1e300']),
      [],
      /The forecast of \S+ is beyond the numbers of float32: name a file with values like those/,
    ],
    ['a second file', csv(MONTHS), ['sales.csv'], /name one file instead of 2/],
    ['an option of texts', csv(MONTHS), ['--text-column', '매출'], /--text-column is for texts/],
  ])('refuses %s', async (_, content, args, message) => {
    const outcome = await sandbox.run(['predict', folder, write('own.csv', content), ...args]);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/^rnn-lab: [^\n]+\n$/);
    expect(outcome.stderr).toMatch(message);
  });
});

test('repairs a file as the training did, and says so', async () => {
  const gap = (rows: string[]) => csv([...rows.slice(0, 20), ...rows.slice(21)]);
  const folder = await train(
    ...['series', '--csv', write('gap.csv', gap(MONTHS)), '--value', '방문', '--fill', 'linear'],
    ...['--hidden-units', '4', '--epochs', '1', '--no-holdout'],
  );
  const { code, stdout, stderr } = await sandbox.run(['predict', folder, 'gap.csv']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Repaired: filled in 1 missing row\n' });
  expect(stdout).toMatch(/^2024-01\t[\d.]+\n$/);
});

test('the deaths are clipped as in training', async () => {
  const folder = await train('deaths', '--model', 'rnn', '--epochs', '1', '--no-holdout');
  const { clip, end } = readJson<Preprocessing>(folder, 'model/preprocessing.json');
  expect([clip, end?.times]).toEqual([2000, [1980]]);
  const rows = (high: number) =>
    [1500, 1700, high, 1600, 1500, 1400, 1300].map((value, i) => `${1990 + i / 12},${value}`);
  const forecast = (high: number) =>
    predict(folder, write('high.csv', ['time,value', ...rows(high), ''].join('\n')));
  const clipped = await forecast(2000);
  expect(clipped).toMatch(/^1990\.583333\t[\d.]+\n$/);
  expect(await forecast(3000)).toBe(clipped);
  expect(await forecast(1900)).not.toBe(clipped);
});

test('a run that keeps no end of its series asks for a file', async () => {
  const folder = await train('sine', '--epochs', '1');
  expect(await predict(folder)).toMatch(/^1000\t-?[\d.]+\n$/);
  const file = join(folder, 'model/preprocessing.json');
  const { end, ...older } = readJson<Preprocessing>(file);
  writeFileSync(file, JSON.stringify(older));
  expect(end?.window[0]).toHaveLength(4);
  const outcome = await sandbox.run(['predict', folder]);
  expect(outcome).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/name a file of it: rnn-lab predict \S+ FILE\n$/),
  });
  const values = write('values.csv', `value\n${end?.window[0].join('\n')}\n`);
  expect(await predict(folder, values)).toMatch(/^5\t-?[\d.]+\n$/);
});
