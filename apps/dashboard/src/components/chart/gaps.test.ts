import { withGaps } from './gaps';

it('puts null between rows that are far apart', () => {
  expect(withGaps([1, 2, 3, 9, 10], ['a', 'b', 'c', 'd', 'e'])).toEqual({
    x: [1, 2, 3, 4, 9, 10],
    rows: ['a', 'b', 'c', null, 'd', 'e'],
  });
});

it.each([[[]], [[1]], [[1, 2, 3, 4, 7, 8, 9]]])('joins all of %j', (x) => {
  expect(withGaps(x, x)).toEqual({ x, rows: x });
});
