import fc from 'fast-check';

import { DataError } from './errors';
import { parseSeries } from './parse-series';

const FILE = 'deaths/deaths.csv';
const parse = (content: string | Uint8Array, minRows = 1) => parseSeries(Buffer.from(content), FILE, minRows);

const ROWS = [
  { time: 1974, value: 3035 },
  { time: 1974.0833, value: 2552 },
  { time: 1974.1667, value: -2.5e3 },
];
const CSV = 'time,value\n1974,3035\n1974.0833,2552\n1974.1667,-2.5e3\n';

test('other columns and their order do not matter', () => {
  expect(parse(CSV)).toEqual(ROWS);
  expect(parse('"value","name","time"\n3035,"a, ""b""\n",1974\n2552,,1974.0833\n-2500,c,1974.1667')).toEqual(
    ROWS,
  );
});

test.each([
  ['the line ends of Windows', CSV.replaceAll('\n', '\r\n')],
  ['line ends of both kinds', CSV.replace('3035\n', '3035\r\n')],
  ['a byte order mark', `\ufeff${CSV}`],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${CSV}`, 'utf16le')],
  ['no last line end', CSV.trimEnd()],
  ['spaces around a field', CSV.replaceAll(',', ' , ')],
])('%s: the same rows', (_, content) => {
  expect(parse(content)).toEqual(ROWS);
});

describe('says where and what is wrong:', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'line 1: there is no column "time"'],
    ['another header', 'month,value\n', 'line 1: there is no column "time"'],
    ['no value', 'rownames,time\n1,1974\n', 'line 1: there is no column "value"'],
    ['no rows', 'time,value\n', 'line 1: the file ends after 0 rows of the 1 that are needed'],
    ['text', `${CSV}1974.25,many\n`, 'line 5: the value is "many" instead of a number'],
    ['nothing', `${CSV},2000\n`, 'line 5: the time is "" instead of a number'],
    ['infinity', `${CSV}1974.25,Infinity\n`, 'line 5: the value is "Infinity" instead of a number'],
    ['an empty line', `${CSV}\n1974.25,1\n`, 'line 5: the line is empty'],
    ['an empty line at the end', `${CSV}\n`, 'line 5: the line is empty'],
    ['a line of spaces', `${CSV}  \r\n1974.25,1\n`, 'line 5: the line is empty'],
    ['a column too few', `${CSV}1974.25\n`, 'line 5: columns: 1 instead of 2'],
    ['a column too many', `${CSV}1974.25,2,500\n`, 'line 5: columns: 3 instead of 2'],
    ['a repeated time', `${CSV}1974.1667,1\n`, 'line 5: the time 1974.1667 is not after 1974.1667'],
    ['a decreasing time', `${CSV}1974.1,1\n`, 'line 5: the time 1974.1 is not after 1974.1667'],
    ['an open quote', `${CSV}"1974.25,1\n`, 'line 5: Quote Not Closed'],
    ['a binary file', Uint8Array.of(0x1f, 0x8b, 8, 0, 0xff), 'line 1: there is no column "time"'],
  ])('%s', (_, content, part) => {
    expect(() => parse(content)).toThrow(DataError);
    expect(() => parse(content)).toThrow(`${FILE}, ${part}`);
  });

  test('fewer rows than are needed', () => {
    expect(() => parse(CSV, 8)).toThrow(
      expect.objectContaining({
        code: 'malformed-file',
        message: `${FILE}, line 4: the file ends after 3 rows of the 8 that are needed: correct the file, or name another.`,
      }),
    );
  });
});

test('what was written is read', () => {
  const number = fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0);
  const rows = fc
    .uniqueArray(fc.record({ time: number, value: number }), { selector: ({ time }) => time, minLength: 1 })
    .map((rows) => rows.sort((a, b) => a.time - b.time));
  fc.assert(
    fc.property(rows, (rows) => {
      const csv = `time,value\n${rows.map(({ time, value }) => `${time},${value}\n`).join('')}`;
      expect(parse(csv)).toEqual(rows);
    }),
  );
});

test('no bytes whatever make anything but rows or a DataError', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'0123.,e-\n\r" x\ufeff\0'), maxLength: 60 });
  fc.assert(
    fc.property(fc.oneof(characters, fc.uint8Array({ maxLength: 60 })), fc.boolean(), (rest, withHeader) => {
      const content = Buffer.concat([Buffer.from(withHeader ? 'time,value\n1,1\n' : ''), Buffer.from(rest)]);
      try {
        expect(parse(content).every(({ time, value }) => Number.isFinite(time + value))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }),
    { numRuns: 500 },
  );
});
