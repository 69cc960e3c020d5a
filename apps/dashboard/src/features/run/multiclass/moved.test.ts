import { moved } from './moved';

it.each([
  ['ArrowUp', [0, 1]],
  ['ArrowDown', [2, 1]],
  ['ArrowLeft', [1, 0]],
  ['ArrowRight', [1, 2]],
  ['Home', [1, 0]],
  ['End', [1, 2]],
])('%s moves from the middle of three classes to %j', (key, [row, column]) => {
  expect(moved({ row: 1, column: 1 }, key, 3)).toEqual({ row, column });
});

it('stays within the matrix, and ignores other keys', () => {
  expect(moved({ row: 0, column: 2 }, 'ArrowUp', 3)).toEqual({ row: 0, column: 2 });
  expect(moved({ row: 2, column: 2 }, 'ArrowRight', 3)).toEqual({ row: 2, column: 2 });
  expect(moved({ row: 2, column: 2 }, 'Enter', 3)).toBeNull();
});
