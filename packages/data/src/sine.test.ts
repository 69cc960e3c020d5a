import { RandomState } from '@rnn-lab/random';

import { sineSeries } from './sine';
import { kerasFigures } from '../test/keras-figures';

const { seed, length, every, values } = kerasFigures.sine;
const series = sineSeries(length, new RandomState(seed));

test('returns the series of NumPy', () => {
  const ours = series.filter((_, t) => t % every === 0);
  // NumPy's sine and V8's may differ in the last bit.
  ours.forEach((value, i) => expect(value).toBeCloseTo(values[i], 14));
  expect(ours).toHaveLength(values.length);
});
