import { int64s, lists, npy, pickle, zip } from '@rnn-lab/testing';
import fc from 'fast-check';

import { DataError } from './errors';
import { parseImdb } from './parse-imdb';

const FILE = 'imdb/imdb.npz';
const parse = (content: Buffer) => parseImdb(content, FILE);

const ARRAYS = {
  'x_train.npy': lists([[1, 300], [70_000], [5, 6, 7]]),
  'y_train.npy': int64s([1, 0, 1]),
  'x_test.npy': lists([[9], []]),
  'y_test.npy': int64s([0, 1]),
};
const archive = (changed: Record<string, Buffer> = {}) => zip({ ...ARRAYS, ...changed });

const plain = ({ ranks, labels }: { ranks: Int32Array[]; labels: Uint8Array }) => ({
  ranks: ranks.map((review) => [...review]),
  labels: [...labels],
});

test('reads a small archive', () => {
  const { train, test, official } = parse(archive());
  expect(plain(train)).toEqual({ ranks: [[1, 300], [70_000], [5, 6, 7]], labels: [1, 0, 1] });
  expect(plain(test)).toEqual({ ranks: [[9], []], labels: [0, 1] });
  expect(official).toBe(false);
});

test('reads what was written', () => {
  const rank = fc.oneof(
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 65_000, max: 66_000 }),
    fc.constant(2 ** 31 - 1),
  );
  const review = fc.oneof(
    fc.array(rank, { maxLength: 5 }),
    fc.array(rank, { minLength: 999, maxLength: 2002 }),
  );
  fc.assert(
    fc.property(fc.array(review, { minLength: 1, maxLength: 20 }), (reviews) => {
      const labels = reviews.map(({ length }) => length % 2);
      const content = archive({ 'x_train.npy': lists(reviews), 'y_train.npy': int64s(labels) });
      expect(plain(parse(content).train)).toEqual({ ranks: reviews, labels });
    }),
    { numRuns: 20 },
  );
});

test('reads more reviews than fit in a batch of the pickle', () => {
  const reviews = Array.from({ length: 2001 }, (_, i) => [i + 1]);
  const labels = reviews.map(() => 1);
  const content = archive({ 'x_train.npy': lists(reviews), 'y_train.npy': int64s(labels) });
  expect(plain(parse(content).train)).toEqual({ ranks: reviews, labels });
});

describe('refuses, and says where and why:', () => {
  const x = (content: Buffer) => archive({ 'x_train.npy': content });
  const y = (content: Buffer) => archive({ 'y_train.npy': content });
  const pickled = (program: string | Buffer) =>
    x(npy('|O', '(3,)', typeof program === 'string' ? Buffer.from(program, 'latin1') : program));
  const whole = pickle([[1], [2], [3]]);
  const withClass = (before: string) =>
    pickled(whole.toString('latin1').replace(before, `cos\nsystem\n(S'true'\ntR${before}`));
  const claiming = (bytes: number) => {
    const content = archive();
    const entry = content.indexOf('PK\x01\x02');
    content.writeUInt32LE(bytes, entry + 24);
    return content;
  };

  test.each<[string, Buffer, RegExp]>([
    ['an empty file', Buffer.alloc(0), /^imdb\/imdb\.npz is empty: put the official file there, or /],
    ['text', Buffer.from('<!doctype html>'), /^imdb\/imdb\.npz: it can't be unzipped/],
    ['half an archive', archive().subarray(0, 600), /^imdb\/imdb\.npz: it can't be unzipped/],
    ['other arrays', zip({ 'a.npy': int64s([1]) }), /^imdb\/imdb\.npz: it has no array x_train:/],
    [
      'a zip bomb',
      x(Buffer.alloc(65 * 2 ** 20)),
      /x_train: it claims 68157440 bytes, above the 67108864 allowed/,
    ],
    ['a larger size than it has', claiming(2 ** 31), /it claims 2147483648 bytes/],
    ['a smaller size than it has', claiming(10), /can't be unzipped/],
    ['no NPY file', x(Buffer.from('PK')), /^imdb\/imdb\.npz, array x_train: it is not an NPY file/],
    ['an NPY header cut short', x(ARRAYS['x_train.npy'].subarray(0, 40)), /x_train: its header ".*" is not/],
    ['two dimensions', x(npy('|O', '(3, 4)', whole)), /x_train: its header ".*" is not/],
    ['numbers instead of lists', x(int64s([1, 2, 3])), /x_train: its elements are of type <i8, not lists/],
    [
      'lists instead of numbers',
      y(lists([[1], [2], [3]])),
      /y_train: its elements are of type \|O, not int64/,
    ],
    ['another number of labels', y(int64s([1, 0])), /npz: x_train has 3 reviews, and y_train 2 labels/],
    ['no labels', y(int64s([])), /npz: y_train has no labels/],
    [
      'labels cut short',
      y(int64s([1, 0, 1]).subarray(0, -1)),
      /y_train: 3 int64 take 24 bytes, and it has 23/,
    ],
    ['another label', y(int64s([1, 0, 2])), /y_train: label 2 is 2 instead of 0 or 1/],
    ['a rank below 1', x(lists([[1], [2, 0], [3]])), /x_train: review 1 has a word of a rank below 1/],
    [
      'a huge shape',
      x(npy('|O', '(99999999999,)', whole)),
      /x_train: it claims 99999999999 rows, above the 1000000/,
    ],
    ['a shape with one more', x(npy('|O', '(4,)', whole)), /its pickle has 3 lists, and its header claims 4/],
    ['too few lists', pickled(pickle([[1], [2]], 3)), /its pickle has 2 lists, and its header claims 3/],
    [
      'too many lists',
      pickled(pickle([[1], [2], [3], [4]], 3)),
      /its pickle has more lists, and .* claims 3/,
    ],
    [
      'a pickle cut short',
      pickled(whole.subarray(0, -4)),
      /it ends after \d+ bytes, in the middle of its pickle/,
    ],
    ['a pickle of another protocol', pickled('\x80\x06\x95\x8f'), /at byte 73 its pickle is not/],
    ['a class instead of the array', withClass('cnumpy'), /at byte 75 its pickle names "os\.system", which/],
    ['a class instead of the lists', withClass(']'), /at byte \d+ its pickle names "os\.system"/],
    ['a class instead of an integer', withClass('K\x02'), /at byte \d+ its pickle names "os\.system"/],
    ['a class without a name', pickled('c'), /at byte 73 its pickle names "\."/],
    [
      'text instead of an integer',
      pickled(whole.toString('latin1').replace('K\x02', 'U\x01b')),
      /at byte \d+ its pickle is not/,
    ],
  ])('%s', (_, content, message) => {
    expect(() => parse(content)).toThrow(DataError);
    expect(() => parse(content)).toThrow(message);
  });
});

test('reads or refuses an archive with changed bytes', () => {
  const content = archive();
  const change = fc.record({ at: fc.nat(content.length - 1), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(content.length), (changes, cut) => {
      const damaged = Buffer.from(content);
      changes.forEach(({ at, byte }) => damaged.writeUInt8(byte, at));
      expectReviewsOrDataError(damaged);
      expectReviewsOrDataError(damaged.subarray(0, cut));
    }),
    { numRuns: 200 },
  );
});

test('reads or refuses an array with changed bytes and a correct checksum', () => {
  const original = ARRAYS['x_train.npy'];
  const change = fc.record({ at: fc.nat(original.length - 1), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(original.length), (changes, cut) => {
      const array = Buffer.from(original);
      changes.forEach(({ at, byte }) => array.writeUInt8(byte, at));
      expectReviewsOrDataError(archive({ 'x_train.npy': array }));
      expectReviewsOrDataError(archive({ 'x_train.npy': array.subarray(0, cut) }));
    }),
    { numRuns: 200 },
  );
});

function expectReviewsOrDataError(content: Buffer): void {
  try {
    const { train, test } = parse(content);
    for (const { ranks, labels } of [train, test]) {
      expect(ranks).toHaveLength(labels.length);
      expect(ranks.every((review) => review.every((rank) => rank > 0))).toBe(true);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
  }
}
