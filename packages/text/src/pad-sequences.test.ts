import fc from 'fast-check';

import { UserError } from '@rnn-lab/errors';
import { padSequences } from './pad-sequences';
import { kerasFigures } from '../test/keras-figures';

test(`pads like Keras ${kerasFigures.keras}`, () => {
  for (const { cases } of kerasFigures.small) {
    for (const { sequences, padded } of cases) {
      for (const matrix of padded) {
        const maxLength = matrix[0].length;
        const { data, shape } = padSequences(sequences, maxLength);
        expect(shape).toEqual([matrix.length, maxLength]);
        expect([...data]).toEqual(matrix.flat());
      }
    }
  }
});

test('a row ends with its sequence, or with the end of it', () => {
  const sequences = fc.array(fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 12 }));
  fc.assert(
    fc.property(sequences, fc.integer({ min: 1, max: 10 }), (sequences, maxLength) => {
      const { data } = padSequences(sequences, maxLength);
      sequences.forEach((sequence, row) => {
        const values = [...data.subarray(row * maxLength, (row + 1) * maxLength)];
        const zeros = Array<number>(Math.max(0, maxLength - sequence.length)).fill(0);
        expect([...zeros, ...sequence].slice(-maxLength)).toEqual(values);
      });
    }),
  );
});

test('returns an empty matrix for no sequences', () => {
  expect(padSequences([], 30)).toEqual({ data: new Int32Array(0), shape: [0, 30] });
});

test.each([0, -1, 1.5, NaN])('refuses the length %p', (maxLength) => {
  expect(() => padSequences([[1]], maxLength)).toThrow(
    new UserError('max-length', `maxLength must be an integer from 1 up, not ${maxLength}.`),
  );
});
