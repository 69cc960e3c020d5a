import fc from 'fast-check';
import { loadDeaths, sineSeries } from '@rnn-lab/data';
import { reshape } from '@rnn-lab/errors';
import { RandomState } from '@rnn-lab/random';
import { clip, Standardization } from './standardization';
import { featureWindows, repeatLast, windows } from './windows';

const rows = ({ data, shape: [count, length] }: { data: Float32Array; shape: readonly number[] }) =>
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

test('every target follows its window', () => {
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

test('windows of two features with a horizon of two', () => {
  const { x, y } = featureWindows(
    [
      [1, 2, 3, 4, 5],
      [10, 20, 30, 40, 50],
    ],
    2,
    2,
  );
  expect(x).toEqual({ data: Float32Array.of(1, 10, 2, 20, 2, 20, 3, 30), shape: [2, 2, 2] });
  expect(y).toEqual({ data: Float32Array.of(3, 4, 4, 5), shape: [2, 2] });
});

test('windows of one feature with a horizon of one are those of a series', () => {
  const series = sineSeries(50, new RandomState(0));
  const { x, y } = windows(series, 7);
  const one = featureWindows([series], 7, 1);
  expect([one.x.data, one.y.data]).toEqual([x.data, y.data]);
});

describe('the shapes that the notebook prints', () => {
  test('of the sine', () => {
    const series = sineSeries(1000, new RandomState(0));
    const train = repeatLast(series.subarray(0, 800), 4);
    const test = repeatLast(series.subarray(800), 4);
    expect([train.length, test.length]).toEqual([804, 204]);
    const { x, y } = windows(train, 4);
    expect([x.shape, y.shape]).toEqual([[800, 4], [800]]);
    expect(reshape(x, [800, 1, 4]).shape).toEqual([800, 1, 4]);
  });

  test('of the deaths in windows of 7', async () => {
    const [deaths] = (await loadDeaths()).columns;
    const values = clip(deaths.values, 2000);
    const { x, y } = windows(Standardization.fit(values).apply(values), 7);
    expect(reshape(x, [x.shape[0], 7, 1]).shape).toEqual([65, 7, 1]);
    expect(y.shape).toEqual([65]);
  });
});

describe('refuses', () => {
  test.each([0, -1, 1.5, NaN])('windows of %p', (length) => {
    expect(() => windows([1, 2, 3], length)).toThrow(
      expect.objectContaining({
        code: 'window-length',
        message: `The length of a window must be an integer of at least 1, not ${length}.`,
      }),
    );
  });

  test('a series that is not longer than a window', () => {
    expect(() => windows([1, 2, 3], 3)).toThrow(
      expect.objectContaining({
        code: 'short-series',
        message: 'Windows of 3 values need a series of at least 4; this one has 3.',
      }),
    );
  });

  test('a series without a window and a horizon', () => {
    expect(() => featureWindows([[1, 2, 3]], 2, 2)).toThrow(
      'Windows of 2 values need a series of at least 4; this one has 3.',
    );
  });

  test('to repeat the last value of an empty series', () => {
    expect(() => repeatLast([], 4)).toThrow('An empty series has no last value to repeat.');
  });
});
