import { expectedEnd } from './expected-end';

test('extrapolates the steps since the first that was seen', () => {
  const endAfter = expectedEnd(110);
  expect(endAfter(100, 5000)).toBeUndefined();
  expect(endAfter(101, 5200)).toBe(5200 + 9 * 200);
  expect(endAfter(105, 5500)).toBe(5500 + 5 * 100);
  expect(endAfter(110, 6000)).toBe(6000);
});
