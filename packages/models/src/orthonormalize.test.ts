import { RandomState } from '@rnn-lab/random';
import { orthonormalize } from './orthonormalize';

/** Modified Gram-Schmidt, column after column. */
function gramSchmidt(matrix: Float64Array, length: number, count: number): number[][] {
  const columns = Array.from({ length: count }, (_, c) =>
    Array.from({ length }, (_, k) => matrix[k * count + c]),
  );
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + value * b[k], 0);
  columns.forEach((column, i) => {
    const norm = Math.sqrt(dot(column, column));
    columns[i] = column.map((value) => value / norm);
    for (let j = i + 1; j < count; j++) {
      const projection = dot(columns[i], columns[j]);
      columns[j] = columns[j].map((value, k) => value - projection * columns[i][k]);
    }
  });
  return columns;
}

test.each([
  [1, 1],
  [5, 3],
  [7, 7],
  [8, 8],
  [64, 9],
  [33, 32],
  [160, 40],
])('[%i, %i] has the bits of a plain modified Gram-Schmidt', (length, count) => {
  const matrix = new RandomState(3).normal(0, 1, length * count);
  expect(Array.from(orthonormalize(matrix, length, count))).toEqual(
    gramSchmidt(matrix, length, count).flat(),
  );
});

test('a square matrix stays orthonormal to 1e-10 at 500 vectors', () => {
  const size = 500;
  const q = orthonormalize(new RandomState(0).normal(0, 1, size * size), size, size);
  let error = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < size; k++) sum += q[i * size + k] * q[j * size + k];
      error = Math.max(error, Math.abs(sum));
    }
  }
  expect(error).toBeLessThan(1e-10);
});
