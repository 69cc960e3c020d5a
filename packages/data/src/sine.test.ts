import { RandomState } from '@rnn-lab/random';

import { reshape } from './nd-array';
import { sineSeries } from './sine';
import { repeatLast, windows } from './windows';
import { kerasFigures } from '../test/keras-figures';

const { seed, length, every, values } = kerasFigures.sine;
const series = sineSeries(length, new RandomState(seed));

test('the series of NumPy', () => {
  const ours = series.filter((_, t) => t % every === 0);
  // NumPy's sine and V8's may differ in the last bit.
  ours.forEach((value, i) => expect(value).toBeCloseTo(values[i], 14));
  expect(ours).toHaveLength(values.length);
});

test('the shapes that the notebook prints', () => {
  const train = repeatLast(series.subarray(0, 800), 4);
  const test = repeatLast(series.subarray(800), 4);
  expect([train.length, test.length]).toEqual([804, 204]);
  const { x, y } = windows(train, 4);
  expect([x.shape, y.shape]).toEqual([[800, 4], [800]]);
  expect(reshape(x, [800, 1, 4]).shape).toEqual([800, 1, 4]);
});
