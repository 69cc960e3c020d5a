import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '@rnn-lab/errors';
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { temporaryFolder } from '../../test/temporary-folder';
import { DEATHS, loadDeaths } from '../deaths';
import { loadSeries } from './load-series';
import type { LoadSeriesOptions } from './load-series';

const folder = temporaryFolder();

async function load(content: string | Buffer, options?: LoadSeriesOptions, name = 'own.csv') {
  const file = join(folder.path, name);
  await writeFile(file, content);
  return loadSeries(file, options);
}

const csv = (times: readonly (string | number)[]) =>
  `time,value\n${times.map((time, i) => `${time},${i + 1}\n`).join('')}`;

/** ISO days from a first one, a number of days apart. */
const days = (first: string, ...offsets: number[]) =>
  offsets.map((day) => new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10));
const clocks = (first: string, minutes: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(`${first}Z`) + i * minutes * 60_000).toISOString().slice(0, 16).replace('T', ' '),
  );

test.each<[string, (string | number)[], string, number | null]>([
  ['months', ['2023-11', '2023-12', '2024-01'], 'monthly', 12],
  ['months as numbers', [202311, 202312, 202401], 'monthly', 12],
  ['firsts of months', ['2024/1/1', '2024/2/1', '2024/3/1'], 'monthly', 12],
  ['ends of months', ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'], 'monthly', 12],
  ['decimal years', ['1974.0', '1974.083333', '1974.166667', '1974.25'], 'monthly', 12],
  ['decimal years with two digits', [1974, 1974.08, 1974.17, 1974.25, 1974.33, 1974.42], 'monthly', 12],
  ['quarters', ['2023Q3', '2023Q4', '2024Q1'], 'quarterly', 4],
  ['quarters of decimal years', [1979, 1979.25, 1979.5, 1979.75, 1980], 'quarterly', 4],
  ['years', [1979, 1980, 1981], 'yearly', null],
  ['days', days('2024-02-27', 0, 1, 2, 3), 'daily', 7],
  ['weekdays', days('2024-01-01', 0, 1, 2, 3, 4, 7, 8, 9, 10, 11), 'on weekdays', 5],
  ['weeks', days('2024-01-01', 0, 7, 14, 21), 'weekly', 52],
  ['every third day', days('2024-01-01', 0, 3, 6), 'every 3 days', null],
  ['hours', clocks('2024-02-28T22:00', 60, 5), 'hourly', 24],
  ['quarters of an hour', clocks('2024-02-28T23:00', 15, 5), 'every 15 minutes', 96],
  ['steps', [0, 0.1, 0.2, 0.3, 0.4], 'every 0.1', null],
])('finds the frequency of %s', async (_, times, name, season) => {
  const series = await load(csv(times));
  expect(series.frequency).toEqual({ name, season });
  expect(series.lines).toEqual(times.map((_, i) => i + 2));
  expect([...series.columns[0].values]).toEqual(times.map((_, i) => i + 1));
});

test('reads the lung deaths', async () => {
  const series = await loadSeries(join(__dirname, '../..', DEATHS.path), { value: 'value' });
  expect(series).toEqual({ ...(await loadDeaths()), file: series.file, timesAfter: series.timesAfter });
  expect(series).toMatchObject({
    frequency: { name: 'monthly', season: 12 },
    file: { sha256: DEATHS.sha256 },
  });
});

test.each<[string, (string | number)[], (string | number)[]]>([
  ['months', ['2023-10', '2023-11'], ['2023-12', '2024-01']],
  ['decimal years', [1979.833333, 1979.916667], [1980, 1980.083333]],
  ['ends of months', ['2023-11-30', '2023-12-31'], ['2024-01-31', '2024-02-29']],
  ['weekdays', days('2024-01-01', 0, 1, 2, 3, 4, 7, 8, 9, 10, 11), days('2024-01-01', 14, 15)],
  ['hours', clocks('2024-02-28T22:00', 60, 3), ['2024-02-29T01:00', '2024-02-29T02:00']],
  ['steps', [0, 0.1, 0.2], [0.3, 0.4]],
])('tells the times that follow %s', async (_, times, following) => {
  expect((await load(csv(times))).timesAfter(2)).toEqual(following);
});

test('tells the times that follow a file without times, and one that was filled in', async () => {
  expect((await load('sales\n3\n5\n4\n')).timesAfter(2)).toEqual([4, 5]);
  const gaps = await load(csv(['2024-05', '2024-01', '2024-02', '2024-04']), { fill: 'linear' });
  expect(gaps.timesAfter(1)).toEqual(['2024-06']);
});

test('reads several columns, in CP949, with separators of thousands', async () => {
  const content = '지점;날짜;매출;방문\nA;2024-01-01;1.234,5;10\nA;2024-01-02;-2.000;\nB;2024-01-03;3;30\n';
  const series = await load(encode(content, 'cp949'), {
    encoding: 'cp949',
    value: '매출',
    features: ['방문'],
    decimal: 'comma',
    thousands: 'point',
    fill: 'linear',
  });
  expect(series).toMatchObject({
    times: ['2024-01-01', '2024-01-02', '2024-01-03'],
    columns: [{ name: '매출' }, { name: '방문' }],
    format: { encoding: 'cp949', separator: ';', timeColumn: '날짜' },
    repairs: { sorted: 0, merged: 0, rows: 0, values: 1 },
  });
  expect(series.columns.map(({ values }) => [...values])).toEqual([
    [1234.5, -2000, 3],
    [10, 20, 30],
  ]);
});

test('reads tabs, a BOM, UTF-16, blank lines, decimal commas and JSON lines alike', async () => {
  const plain = 'Time\tValue\r\n1974,0\t1500,0\r\n\r\n1974,083333\t1751,5\r\n\r\n';
  const objects = '{"time":1974,"value":1500}\n{"time":1974.083333,"value":1751.5}\n';
  const loaded = [
    await load(`\ufeff${plain}`, { decimal: 'comma' }),
    await load(Buffer.from(`\ufeff${plain}`, 'utf16le'), { decimal: 'comma' }),
    await load(objects, {}, 'own.jsonl'),
  ];
  for (const { times, columns } of loaded) {
    expect(times).toEqual([1974, 1974.083333]);
    expect([...columns[0].values]).toEqual([1500, 1751.5]);
  }
});

test('finds times without such a name by their dates, and leaves numbers to the values', async () => {
  expect(await load('ts,heat\n2024-01-01 00:00,3\n2024-01-01 01:00,5\n2024-01-01 02:00,4\n')).toMatchObject({
    times: ['2024-01-01T00:00', '2024-01-01T01:00', '2024-01-01T02:00'],
    columns: [{ name: 'heat' }],
    format: { timeColumn: 'ts' },
  });
  const numbers = 'when,heat\n202401,3\n202402,5\n';
  await expect(load(numbers, { value: 'heat' })).resolves.toMatchObject({ format: { timeColumn: null } });
  // A later text that is no date is refused, not read as a series without times.
  await expect(load('ts,heat\n2024-01-01,3\n2024-01-0x,5\n')).rejects.toThrow(
    'line 3: the time is "2024-01-0x"',
  );
  await expect(load('from,to,heat\n2024-01,2024-02,3\n2024-02,2024-03,5\n')).rejects.toThrow(
    'the columns "from", "to" could all be the times',
  );
});

test('counts the rows of a file without times', async () => {
  expect(await load('sales\n3\n5\n4\n')).toMatchObject({
    times: [1, 2, 3],
    frequency: { name: 'without times', season: null },
    format: { timeColumn: null },
  });
});

describe('refuses', () => {
  test.each<[string, string, string, LoadSeriesOptions?]>([
    ['malformed-file', csv(['2024-01', '2024-13']), 'line 3: the time is "2024-13" instead of'],
    [
      'not-a-number',
      'time,value\n1974,0x5dc\n',
      'line 2: "0x5dc" in the column "value" is not a decimal number',
    ],
    ['not-a-number', 'time,value\n1974,0b101\n', 'line 2: "0b101"'],
    ['not-a-number', 'time;value\n1974;1500,0\n', 'line 2: "1500,0"'],
    ['not-a-number', 'time;value\n1974,0;1500\n', 'line 2: the time is "1974,0"'],
    ['not-a-number', 'time,value\n1974,"1,500"\n', 'line 2: "1,500"'],
    ['not-a-number', 'time,value\n1974,Infinity\n', 'line 2: "Infinity"'],
    ['malformed-file', 'time,value\n1974,1\n \n', 'line 3: columns: 1 instead of 2'],
    ['empty-file', '\n\n', 'own.csv is empty'],
    ['no-column', csv([1974]), 'no column "sales"; the columns are "time", "value"', { value: 'sales' }],
    ['no-column', csv([1974]), 'no column "month"; the columns are', { time: 'month' }],
    ['no-column', csv([1974]), 'no column "price"', { value: 'value', features: ['price'] }],
    ['no-column', csv([1974]), 'the column "value" is named twice', { value: 'value', features: ['value'] }],
    ['no-column', 'a,b\n1,2\n', 'the columns "a", "b" could all be the value'],
    ['no-column', 'year,month,x\n2024,1,2\n', 'the columns "year", "month" could all be the times'],
    ['no-column', 'time\n1974\n', 'there is no column beside the time'],
    [
      'irregular-series',
      csv(['2024-01', '2024-02', '2024-05', '2024-06']),
      'line 4: 2 rows are missing between 2024-02 and 2024-05, as the series is monthly',
    ],
    [
      'irregular-series',
      csv([202311, 202312, 202402]),
      'line 4: a row is missing between 2023-12 and 2024-02',
    ],
    [
      'irregular-series',
      csv([0, 1, 2, 4]),
      'line 5: a row is missing between 2 and 4, as the series is every 1',
    ],
    [
      'irregular-series',
      csv(['2024-01', '2024-02', '2024-02']),
      'line 4: the time 2024-02 is that of line 3, too',
    ],
    [
      'irregular-series',
      csv(['2024-02', '2024-03', '2024-01']),
      'line 4: the time 2024-01 is not after 2024-03',
    ],
    ['malformed-file', csv([0, 1, 2, 3, 4, 4.5, 5.5]), 'line 7: the time 4.5 is out of step'],
    ['irregular-series', 'time,value\n1974,1\n1975,\n', 'line 3: there is no value in the column "value"'],
    ['irregular-series', 'time,value\n1974,1\n1975,NaN\n', 'line 3: there is no value'],
    [
      'malformed-file',
      csv([0, 1, 2, 3, 4, 4.5, 5.5]),
      'line 7: the time 4.5 is out of step',
      { fill: 'linear' },
    ],
    ['irregular-series', 'time,value\n1,\n2,3\n', 'line 2: there is no value', { fill: 'previous' }],
    [
      'malformed-file',
      csv(['2024-01', '2024-02', '2924-03']),
      'line 4: 10800 rows are missing between 2024-02 and 2924-03, as the series is monthly, and 10800 rows would be filled in',
      { fill: 'linear' },
    ],
    ['invalid-option', csv([1]), "A comma can't separate", { decimal: 'comma', thousands: 'comma' }],
  ])('%s: %j', async (code, content, message, options = {}) => {
    const refused = load(content, options);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(expect.objectContaining({ code }));
  });
});

describe('fills', () => {
  const GAPS = csv(['2024-03', '2024-01', '2024-01', '2024-06', '2024-07']);

  test('gaps, repeated and unordered times, by lines between neighbors', async () => {
    const { times, columns, lines, repairs } = await load(GAPS, { fill: 'linear' });
    expect(times).toEqual(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07']);
    [2.5, 1.75, 1, 2, 3, 4, 5].forEach((value, i) => expect(columns[0].values[i]).toBeCloseTo(value, 12));
    expect(lines).toEqual([3, 2, 2, 5, 5, 5, 6]);
    expect(repairs).toEqual({ sorted: 1, merged: 1, rows: 3, values: 0 });
  });

  test('with the value before', async () => {
    const { columns } = await load(GAPS, { fill: 'previous' });
    expect([...columns[0].values]).toEqual([2.5, 2.5, 1, 1, 1, 4, 5]);
  });

  test.each([
    ['weekends are no gaps', days('2024-01-04', 0, 1, 4, 5, 7, 8, 11, 12, 13, 14), '2024-01-10'],
    ['hours', clocks('2024-01-01T22:00', 60, 5).filter((_, i) => i !== 2), '2024-01-02T00:00'],
    ['ends of months', ['2024-01-31', '2024-03-31', '2024-04-30', '2024-05-31'], '2024-02-29'],
    ['decimal years', [1979, 1979.083333, 1979.25, 1979.333333], 1979.166667],
  ])('a missing time: %s', async (_, times, missing) => {
    const { times: filled } = await load(csv(times), { fill: 'linear' });
    expect(
      filled.filter((time) => !times.map((each) => String(each).replace(' ', 'T')).includes(String(time))),
    ).toEqual([missing]);
  });

  test('any rows that are left of a daily series', async () => {
    const all = days('2023-12-25', ...Array.from({ length: 40 }, (_, i) => i));
    const kept = fc.shuffledSubarray(all.slice(1, -1), { minLength: 30 });
    await fc.assert(
      fc.asyncProperty(kept, async (some) => {
        const times = [all[0], ...some, all[all.length - 1]];
        const content = `date,y\n${times.map((time) => `${time},${2 * all.indexOf(time)}\n`).join('')}`;
        const { times: filled, columns } = await load(content, { fill: 'linear' });
        expect(filled).toEqual(all);
        columns[0].values.forEach((value, i) => expect(value).toBeCloseTo(2 * i, 9));
      }),
      { numRuns: 40 },
    );
  });
});

test('reads or refuses any bytes', async () => {
  const characters = fc.string({ unit: fc.constantFrom(...'0123.,e-\n\r" x\ufeff\0;'), maxLength: 60 });
  const fill = fc.constantFrom(undefined, 'linear', 'previous') as fc.Arbitrary<LoadSeriesOptions['fill']>;
  await fc.assert(
    fc.asyncProperty(characters, fc.boolean(), fill, async (rest, withHeader, fill) => {
      try {
        const { columns } = await load(`${withHeader ? 'time,value\n1,1\n' : ''}${rest}`, { fill });
        expect(columns[0].values.every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 500 },
  );
});
