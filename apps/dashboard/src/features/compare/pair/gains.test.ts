import { byDifference, gainOf } from './gains';

const rowOf = (index: number, a: number | null, b: number | null) => ({
  index,
  time: index,
  target: 10,
  a,
  b,
});

it('is by how much B is nearer to the target', () => {
  expect(gainOf(rowOf(0, 7, 12))).toMatchObject({ a: 3, b: 2, gain: 1 });
  expect(gainOf(rowOf(0, 10, 12))).toMatchObject({ a: 0, b: 2, gain: -2 });
});

it('is unknown without a finite output', () => {
  expect(gainOf(rowOf(0, null, 12))).toMatchObject({ a: null, b: 2, gain: null });
});

it('puts the largest difference first, and an unknown one before it', () => {
  const gains = [rowOf(0, 10, 11), rowOf(1, 17, 10), rowOf(2, 10, 13), rowOf(3, 10, null)].map(gainOf);
  expect(byDifference(gains).map(({ row: { index } }) => index)).toEqual([3, 1, 2, 0]);
});
