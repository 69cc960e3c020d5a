import { DataError } from './errors';
import { validationSplit } from './validation-split';
import { kerasFigures } from '../test/keras-figures';

test.each(kerasFigures.splits)(
  '$fraction of $rows as Keras splits it',
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
])('%p rows by %p is refused', (rows, fraction) => {
  expect(() => validationSplit(rows, fraction)).toThrow(DataError);
});
