import { reshape } from './nd-array';
import { UserError } from './user-error';

test('keeps the numbers and takes the new shape', () => {
  const data = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(reshape({ data, shape: [6] }, [3, 2, 1])).toEqual({ data, shape: [3, 2, 1] });
});

test('refuses a shape of another size', () => {
  const array = { data: new Int32Array(6), shape: [6] };
  expect(() => reshape(array, [2, 2, 1])).toThrow(UserError);
  expect(() => reshape(array, [2, 2, 1])).toThrow("6 numbers can't be reshaped to (2, 2, 1).");
});
