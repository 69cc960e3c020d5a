import { UserError } from '@rnn-lab/errors';
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

test('ignores other columns and the order of columns', () => {
  expect(parse(CSV)).toEqual(ROWS);
  expect(parse('"value","name","time"\n3035,"a, ""b""\n",1974\n2552,,1974.0833\n-2500,c,1974.1667')).toEqual(
    ROWS,
  );
});

test.each([
  ['line ends of Windows', CSV.replaceAll('\n', '\r\n')],
  ['line ends of both kinds', CSV.replace('3035\n', '3035\r\n')],
  ['a byte order mark', `\ufeff${CSV}`],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${CSV}`, 'utf16le')],
  ['a last line without a line end', CSV.trimEnd()],
  ['spaces around a field', CSV.replaceAll(',', ' , ')],
  ['an empty line at the end', `${CSV}\n`],
  ['empty lines anywhere', `\n${CSV.replaceAll('\n', '\n\n')}`],
  ['empty lines of Windows', `\r\n${CSV.replaceAll('\n', '\r\n\r\n')}`],
  ['empty lines in UTF-16', Buffer.from(`\ufeff${CSV.replaceAll('\n', '\n\n')}`, 'utf16le')],
])('allows %s', (_, content) => {
  expect(parse(content)).toEqual(ROWS);
});

describe('refuses, and says where and why:', () => {
  test.each<[string, string | Uint8Array, string]>([
    [
      'capitals in the header',
      'Time,Value\n1974,3035\n',
      'line 1: there is no column "time"; separated by commas, the columns are "Time", "Value": ',
    ],
    [
      'semicolons instead of commas',
      '\ntime;value\n1974,0;3035,0\n',
      'line 2: there is no column "time"; separated by commas, the columns are "time;value": ',
    ],
    [
      'tabs instead of commas',
      'time\tvalue\n1974\t3035\n',
      'line 1: there is no column "time"; separated by commas, the columns are "time\\tvalue": ',
    ],
    [
      'no value',
      'rownames,time\n1,1974\n',
      'line 1: there is no column "value"; separated by commas, the columns are "rownames", "time": ',
    ],
    [
      'many other columns',
      'a,b,c,d,e,f,g,h,i,j,k\n',
      'line 1: there is no column "time"; separated by commas, the columns are "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", …: ',
    ],
    ['no rows', 'time,value\n', 'line 1: the file ends after 0 rows of the 1 that are needed'],
    ['text', `${CSV}1974.25,many\n`, 'line 5: the value is "many" instead of a decimal number'],
    ['an empty field', `${CSV},2000\n`, 'line 5: the time is "" instead of a decimal number'],
    ['infinity', `${CSV}1974.25,Infinity\n`, 'line 5: the value is "Infinity" instead of a decimal number'],
    [
      'a hexadecimal number',
      `${CSV}1974.25,0x5dc\n`,
      'line 5: the value is "0x5dc" instead of a decimal number',
    ],
    ['a binary number', `${CSV}0b101,1\n`, 'line 5: the time is "0b101" instead of a decimal number'],
    ['an octal number', `${CSV}1974.25,0o17\n`, 'line 5: the value is "0o17" instead of a decimal number'],
    ['a line of spaces', `${CSV}  \r\n1974.25,1\n`, 'line 5: the line has only white space'],
    ['a line of tabs at the end', `${CSV}\n\t\t`, 'line 6: the line has only white space'],
    ['an empty quoted field', `${CSV}""\n`, 'line 5: columns: 1 instead of 2'],
    ['a wrong line after empty ones', `\n${CSV}\n\n1974.25\n`, 'line 8: columns: 1 instead of 2'],
    ['a missing column', `${CSV}1974.25\n`, 'line 5: columns: 1 instead of 2'],
    ['an extra column', `${CSV}1974.25,2,500\n`, 'line 5: columns: 3 instead of 2'],
    ['a repeated time', `${CSV}1974.1667,1\n`, 'line 5: the time 1974.1667 is not after 1974.1667'],
    ['a decreasing time', `${CSV}1974.1,1\n`, 'line 5: the time 1974.1 is not after 1974.1667'],
    ['an open quote', `${CSV}"1974.25,1\n`, 'line 5: Quote Not Closed'],
  ])('%s', (_, content, part) => {
    expect(() => parse(content)).toThrow(DataError);
    expect(() => parse(content)).toThrow(`${FILE}, ${part}`);
  });

  test.each([
    ['a binary file', Uint8Array.of(0x1f, 0x8b, 8, 0, 0xff), 1],
    // "월" in CP949.
    ['CP949', Buffer.concat([Buffer.from('time,value,\n'), Buffer.of(0xbf, 0xf9, 0x0a)]), 2],
  ])('%s, which is not UTF-8', (_, content, line) => {
    expect(() => parse(content)).toThrow(`${FILE}, line ${line}: this is not UTF-8 text`);
  });

  test.each(['', '\ufeff', '\n\r\n'])('an empty file: %j', (content) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({
        name: 'DataError',
        code: 'empty-file',
        message: `${FILE} is empty: name a CSV with the columns time and value.`,
      }),
    );
  });

  test('too few rows', () => {
    expect(() => parse(CSV, 8)).toThrow(
      expect.objectContaining({
        code: 'malformed-file',
        message: `${FILE}, line 4: the file ends after 3 rows of the 8 that are needed: correct the file, or name another.`,
      }),
    );
  });
});

test('reads what was written', () => {
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

test('reads or refuses any bytes', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'0123.,e-\n\r" x\ufeff\0'), maxLength: 60 });
  fc.assert(
    fc.property(fc.oneof(characters, fc.uint8Array({ maxLength: 60 })), fc.boolean(), (rest, withHeader) => {
      const content = Buffer.concat([Buffer.from(withHeader ? 'time,value\n1,1\n' : ''), Buffer.from(rest)]);
      try {
        expect(parse(content).every(({ time, value }) => Number.isFinite(time + value))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 500 },
  );
});
