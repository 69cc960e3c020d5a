import fc from 'fast-check';

import { DataError } from './errors';
import { reshape } from './nd-array';
import { repeatLast, windows } from './windows';

const rows = ({ data, shape: [count, length] }: { data: Float32Array; shape: number[] }) =>
  Array.from({ length: count }, (_, i) => [...data.subarray(i * length, (i + 1) * length)]);

describe('the worked examples of the notebook', () => {
  test('windows of 3 over a series padded with its last value', () => {
    const padded = repeatLast([1, 2, 3, 4, 5, 6, 7], 3);
    expect([...padded]).toEqual([1, 2, 3, 4, 5, 6, 7, 7, 7, 7]);
    const { x, y } = windows(padded, 3);
    expect(rows(x)).toEqual([
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
      [4, 5, 6],
      [5, 6, 7],
      [6, 7, 7],
      [7, 7, 7],
    ]);
    expect([...y.data]).toEqual([4, 5, 6, 7, 7, 7, 7]);
  });

  test('windows of 3 over the series itself', () => {
    const { x, y } = windows([1, 2, 3, 4, 5, 6, 7], 3);
    expect(reshape(x, [4, 3, 1])).toEqual({
      data: Float32Array.of(1, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 6),
      shape: [4, 3, 1],
    });
    expect(y).toEqual({ data: Float32Array.of(4, 5, 6, 7), shape: [4] });
  });
});

test('every window is followed by its target', () => {
  const series = fc.array(fc.float({ noNaN: true }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 29 }), (series, length) => {
      fc.pre(length < series.length);
      const { x, y } = windows(series, length);
      expect([x.shape, y.shape]).toEqual([[series.length - length, length], [series.length - length]]);
      rows(x).forEach((window, i) => {
        expect([...window, y.data[i]]).toEqual(series.slice(i, i + length + 1));
      });
    }),
  );
});

describe('refuses', () => {
  test.each([0, -1, 1.5, NaN])('windows of %p', (length) => {
    expect(() => windows([1, 2, 3], length)).toThrow(
      new DataError(`The length of a window must be an integer from 1 up, not ${length}.`),
    );
  });

  test('a series that is not longer than a window', () => {
    expect(() => windows([1, 2, 3], 3)).toThrow(
      new DataError('Windows of 3 values need a series of at least 4, and this one has 3.'),
    );
  });

  test('to repeat the last value of nothing', () => {
    expect(() => repeatLast([], 4)).toThrow(new DataError('An empty series has no last value to repeat.'));
  });

  test('a shape for other numbers', () => {
    expect(() => reshape({ data: new Float32Array(6), shape: [6] }, [2, 2, 1])).toThrow(
      new DataError("6 numbers can't be reshaped to (2, 2, 1)."),
    );
  });
});
