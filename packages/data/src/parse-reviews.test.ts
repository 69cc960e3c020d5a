import { UserError } from '@rnn-lab/errors';
import fc from 'fast-check';

import { parseReviews } from './parse-reviews';
import type { Review } from './parse-reviews';

const FILE = 'nsmc/ratings_train.txt';
const HEADER = 'id\tdocument\tlabel\n';
const parse = (content: string | Buffer) => parseReviews(Buffer.from(content), FILE);
const serialize = (reviews: Review[]) =>
  HEADER + reviews.map(({ id, document, label }) => `${id}\t${document}\t${label}\n`).join('');

const field = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\t\n\r]/g, ''));
const reviews = fc.array(fc.record({ id: field, document: field, label: fc.constantFrom<0 | 1>(0, 1) }), {
  minLength: 1,
  maxLength: 20,
});

test('quotes are text like any other', () => {
  expect(parse(`${HEADER}1\t"""재미있다""\t1\n2\t\t0\n`)).toEqual([
    { id: '1', document: '"""재미있다""', label: 1 },
    { id: '2', document: '', label: 0 },
  ]);
});

test('what was written is read', () => {
  fc.assert(fc.property(reviews, (rows) => expect(parse(serialize(rows))).toEqual(rows)));
});

test('line ends of Windows, a missing last one and a byte order mark change nothing', () => {
  fc.assert(
    fc.property(reviews, (rows) => {
      expect(parse(serialize(rows).replaceAll('\n', '\r\n'))).toEqual(rows);
      expect(parse(serialize(rows).slice(0, -1))).toEqual(rows);
      expect(parse(`\ufeff${serialize(rows)}`)).toEqual(rows);
    }),
  );
});

test('a file cut anywhere gives its first rows or an error that names the place', () => {
  fc.assert(
    fc.property(reviews, fc.double({ min: 0, max: 1, noNaN: true }), (rows, part) => {
      const whole = Buffer.from(serialize(rows));
      const cut = whole.subarray(0, Math.floor(part * whole.length));
      try {
        expect(rows).toEqual(expect.arrayContaining(parse(cut)));
      } catch (error) {
        if (!(error instanceof UserError)) {
          throw error;
        }
        expect(error.message).toMatch(/^nsmc\/ratings_train\.txt, line \d+: /);
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
        expect(['not-utf8', 'malformed-file']).toContain((error as UserError).code);
      }
    }),
  );
});

describe('says where and what is wrong:', () => {
  const rows = `${HEADER}1\t좋다\t1\n2\t나쁘다\t0\n`;
  test.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'line 1: the header must be id, document, label, with tabs between them'],
    ['another header', 'id,document,label\n', 'line 1: the header must be'],
    ['no rows', HEADER, 'line 2: there are no rows'],
    ['a column too few', `${rows}3\t그저 그렇다\n`, 'line 4: columns: 2 instead of 3 (id, document, label):'],
    ['a column too many', `${rows}3\t그저\t그렇다\t0\n4\t\t1\n`, 'line 4: columns: 4 instead of 3'],
    ['an empty line', `${rows}\n3\t\t1\n`, 'line 4: columns: 1 instead of 3'],
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
});
