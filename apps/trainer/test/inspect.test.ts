import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from './rnn-lab';

let sandbox: Sandbox;
beforeEach(() => (sandbox = new Sandbox()));
afterEach(() => sandbox.remove());

async function inspect(content: string, ...args: string[]) {
  writeFileSync(join(sandbox.root, 'own.csv'), content);
  const { code, stdout, stderr } = await sandbox.run(['inspect', 'own.csv', ...args]);
  expect(sandbox.runFolders()).toEqual([]);
  return { code, stdout, stderr };
}

const series = (rows: number, valueOf: (i: number) => string | number, skipped = -1) =>
  `month;sales\n${Array.from(
    { length: rows },
    (_, i) => `${2018 + Math.floor(i / 12)}-${(i % 12) + 1};${valueOf(i)}\n`,
  )
    .filter((_, i) => i !== skipped)
    .join('')}`;

test('shows columns, frequency, season and gaps of a series', async () => {
  const { code, stdout, stderr } = await inspect(series(72, (i) => 100 + i));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^File {8}own\.csv: [\d,]+ bytes, separated by semicolons, UTF-8$/),
    'Columns     "month", "sales"',
    'Rows        72',
    'Kind        series, for rnn-lab series',
    'Times       "month": 2018-01 to 2023-12',
    'Frequency   monthly',
    'Gaps        none',
    '            Season of 12 rows',
    '            Hold-out of 12 rows: 2023-01 to 2023-12',
    'Values      "sales": 100 to 171, mean 135.5',
    '',
  ]);
});

test('finds a column of dates of any name, and says once what is wrong with it', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${2018 + Math.floor(i / 12)}/${(i % 12) + 1},${i},${2 * i}\n`,
  );
  const found = await inspect(`ym,sales,visits\n${rows.join('')}`);
  expect(found.stdout).toContain('Times       "ym": 2018-01 to 2022-12\nFrequency   monthly\n');
  expect(found.stdout).toMatch(/^Values {6}"sales": .*\nValues {6}"visits": .*\n$/m);
  const broken = await inspect(`ym,sales,visits\n${rows.join('').replace('2018/3,', '2018/13,')}`);
  expect(broken.stdout.match(/line 4: the time is "2018\/13"/g)).toHaveLength(1);
  expect(broken.code).toBe(2);
});

test.each<[string, string, string[], RegExp]>([
  [
    'a gap, and what would repair it',
    series(72, (i) => i, 5),
    [],
    /^Refused {5}.*own\.csv, line 7: a row is missing .* --fill linear .*\nWith --fill filled in 1 missing row$/m,
  ],
  [
    'equal values before the hold-out',
    series(72, (i) => Math.max(60, i)),
    [],
    /^Refused {5}own\.csv, lines 2 to 61: the values of "sales" are all 60/m,
  ],
  ['too few rows', series(10, (i) => i), [], /^Refused {5}.*has 10 rows, but two windows of 12/m],
  ['decimal commas', series(72, (i) => `${i},5`), [], /^Refused {5}.*line 2: "0,5" in the column "sales"/m],
  [
    'columns of no texts',
    series(72, (i) => i),
    ['--kind', 'text'],
    /^Refused {5}.*no column is named like one of texts/m,
  ],
  [
    'texts in a column of an unusual name, and how to name it',
    'comment,stars\ngreat film,5\nbad film,1\n',
    [],
    /^Refused {5}.*"great film" in the column "comment" is not a .*[^]*\nRefused {5}.*: no column is named like one of labels; .*--label-column sets it\.$/m,
  ],
  ['a missing label', 'text,label\nfine,good\nbad,\n', [], /^Refused {5}.*line 3: there is no label/m],
])('reports what would be refused: %s', async (_, content, args, report) => {
  const { code, stdout, stderr } = await inspect(content, ...args);
  expect(stdout).toMatch(report);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
});

test('shows classes, lengths and the share of unknown tokens of texts', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `"good film, number ${i}",${i % 4 ? 'pos' : 'neg'}\n`);
  const { code, stdout } = await inspect(`review,label\n${rows.join('')},pos\n`, '--language', 'word');
  expect(code).toBe(0);
  expect(stdout).toContain('Texts       20 in the column "review"; 1 without a text are left out\n');
  expect(stdout).toContain(
    'Classes     2 in the column "label"\n            "neg": 5 (25.0%)\n            "pos": 15 (75.0%)\n',
  );
  expect(stdout).toContain('half have at most 19 characters, 95% at most 20; the longest has 20 (line ');
  // The numbers are new words, one of four tokens.
  expect(stdout).toContain(
    'Tokens      4.0 per text (--language word); of every fifth text, 25.0% are not in',
  );
});

test('refuses a file that is no table, or is not there', async () => {
  expect(await inspect('')).toMatchObject({ code: 2, stderr: expect.stringMatching(/own\.csv is empty/) });
  const { code, stderr } = await sandbox.run(['inspect', 'none.csv']);
  expect(stderr).toMatch(/^rnn-lab: There is no file .*none\.csv/);
  expect(code).toBe(2);
});
