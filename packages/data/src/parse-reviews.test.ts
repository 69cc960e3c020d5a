import { UserError } from '@rnn-lab/errors';
import fc from 'fast-check';

import { parseReviews } from './parse-reviews';
import type { Review } from './parse-reviews';

const FILE = 'nsmc/ratings_train.txt';
const HEADER = 'id\tdocument\tlabel\n';
const parse = (content: string | Buffer) => parseReviews(Buffer.from(content), FILE);
type Row = Omit<Review, 'file' | 'line'>;
const serialize = (rows: readonly Row[]) =>
  HEADER + rows.map(({ id, document, label }) => `${id}\t${document}\t${label}\n`).join('');
/** The reviews of a file that has a row on every line. */
const placed = (rows: readonly Row[]) => rows.map((row, i) => ({ ...row, file: FILE, line: i + 2 }));

const field = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\t\n\r]/g, ''));
const reviews = fc.array(fc.record({ id: field, document: field, label: fc.constantFrom<0 | 1>(0, 1) }), {
  minLength: 1,
  maxLength: 20,
});

test('treats quotes as text', () => {
  expect(parse(`${HEADER}1\t"""재미있다""\t1\n2\t\t0\n`)).toEqual([
    { id: '1', document: '"""재미있다""', label: 1, file: FILE, line: 2 },
    { id: '2', document: '', label: 0, file: FILE, line: 3 },
  ]);
});

test('skips empty lines, but counts them', () => {
  const rows = [
    { id: '1', document: '좋다', label: 1, file: FILE, line: 4 },
    { id: '2', document: '나쁘다', label: 0, file: FILE, line: 7 },
  ];
  const content = `\n${HEADER}\n1\t좋다\t1\n\n\n2\t나쁘다\t0\n\n\n`;
  expect(parse(content)).toEqual(rows);
  expect(parse(content.replaceAll('\n', '\r\n'))).toEqual(rows);
  expect(parse(content.replaceAll('\n', '\r'))).toEqual(rows);
  expect(() => parse(`${content}3\t\t2\n`)).toThrow(`${FILE}, line 10: the label is "2"`);
});

test('reads what was written', () => {
  fc.assert(fc.property(reviews, (rows) => expect(parse(serialize(rows))).toEqual(placed(rows))));
});

test('allows line ends of Windows, a missing last line end, and a byte order mark', () => {
  fc.assert(
    fc.property(reviews, (rows) => {
      expect(parse(serialize(rows).replaceAll('\n', '\r\n'))).toEqual(placed(rows));
      expect(parse(serialize(rows).slice(0, -1))).toEqual(placed(rows));
      expect(parse(`\ufeff${serialize(rows)}`)).toEqual(placed(rows));
    }),
  );
});

test('reads the first rows of a file cut anywhere, or names the line', () => {
  fc.assert(
    fc.property(reviews, fc.double({ min: 0, max: 1, noNaN: true }), (rows, part) => {
      const whole = Buffer.from(serialize(rows));
      const cut = whole.subarray(0, Math.floor(part * whole.length));
      try {
        expect(placed(rows)).toEqual(expect.arrayContaining(parse(cut)));
      } catch (error) {
        if (!(error instanceof UserError)) {
          throw error;
        }
        expect(error.message).toMatch(/^nsmc\/ratings_train\.txt(, line \d+| is empty): /);
      }
    }),
  );
});

test('reads or refuses any bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(bytes, fc.boolean(), (bytes, withHeader) => {
      const content = Buffer.concat([Buffer.from(withHeader ? HEADER : ''), bytes]);
      try {
        expect(parse(content).every(({ label }) => label === 0 || label === 1)).toBe(true);
      } catch (error) {
        expect(['not-utf8', 'empty-file', 'malformed-file']).toContain((error as UserError).code);
      }
    }),
  );
});

describe('refuses, and says where and why:', () => {
  const rows = `${HEADER}1\t좋다\t1\n2\t나쁘다\t0\n`;
  test.each<[string, string | Buffer, string]>([
    [
      'commas instead of tabs',
      'id,document,label\n1,좋다,1\n',
      'line 1: the columns, separated by tabs, must be "id", "document", "label", not "id,document,label": ',
    ],
    [
      'another header',
      '\nID\tDocument\tLabel\n1\t좋다\t1\n',
      'line 2: the columns, separated by tabs, must be "id", "document", "label", not "ID", "Document", "Label": ',
    ],
    ['no rows', HEADER, 'line 2: there are no rows'],
    ['a missing column', `${rows}3\t그저 그렇다\n`, 'line 4: columns: 2 instead of 3 (id, document, label):'],
    ['an extra column', `${rows}3\t그저\t그렇다\t0\n4\t\t1\n`, 'line 4: columns: 4 instead of 3'],
    ['a line of spaces', `${rows}  \n3\t\t1\n`, 'line 4: the line has only white space'],
    ['a line of tabs', `${rows}\t\t\n3\t\t1\n`, 'line 4: the line has only white space'],
    ['a line of spaces at the end', `${rows}\n  `, 'line 5: the line has only white space'],
    [
      'a cut',
      `${rows}3\t그저`,
      'line 4: columns: 2 instead of 3 (id, document, label), and the file ends there',
    ],
    ['a cut before the label', `${rows}3\t그저\t`, 'line 4: the label is "" instead of 0 or 1'],
    ['another label', `${rows}3\t그저\t2\n`, 'line 4: the label is "2" instead of 0 or 1'],
    [
      'another encoding',
      Buffer.concat([Buffer.from(`${rows}3\t`), Buffer.from([0xb1, 0xd7])]),
      'line 4: this is not UTF-8 text',
    ],
    ['a binary file', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff]), 'line 1: this is not UTF-8 text'],
  ])('%s', (_, content, part) => {
    expect(() => parse(content)).toThrow(UserError);
    expect(() => parse(content)).toThrow(`${FILE}, ${part}`);
  });

  test.each(['', '\ufeff', '\n\r\n'])('an empty file: %j', (content) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({
        name: 'DataError',
        code: 'empty-file',
        message: `${FILE} is empty: correct it, or remove both files of the corpus to use the copy that ships.`,
      }),
    );
  });
});
