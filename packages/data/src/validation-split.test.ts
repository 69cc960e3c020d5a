import { DataError } from './errors';
import { validationSplit } from './validation-split';
import { kerasFigures } from '../test/keras-figures';

test.each(kerasFigures.splits)(
  'splits $rows rows by $fraction like Keras',
  ({ rows, fraction, train, validation }) => {
    expect(validationSplit(rows, fraction)).toEqual({ train, validation });
  },
);

test.each([
  [10, 0],
  [10, 1],
  [10, -0.2],
  [10, NaN],
  [1, 0.2],
  [0, 0.2],
])('refuses to split %p rows by %p', (rows, fraction) => {
  expect(() => validationSplit(rows, fraction)).toThrow(DataError);
});
