import { principalComponents } from './principal-components';

/** Points in a plane of a space with five dimensions: 3 along one direction to 1 along another, and an offset. */
const angles = Array.from({ length: 60 }, (_, i) => (2 * Math.PI * i) / 60);
const rows = angles.map((angle) => {
  const [a, b] = [3 * Math.cos(angle), Math.sin(angle)];
  return Float32Array.of(7 + a / Math.SQRT2, a / Math.SQRT2, b, -4, 0);
});

it('finds the two directions with the largest variance', () => {
  const { x, y, variance } = principalComponents(rows);
  expect(variance[0]).toBeCloseTo(0.9, 5);
  expect(variance[1]).toBeCloseTo(0.1, 5);
  angles.forEach((angle, i) => {
    expect(Math.abs(x[i])).toBeCloseTo(Math.abs(3 * Math.cos(angle)), 4);
    expect(Math.abs(y[i])).toBeCloseTo(Math.abs(Math.sin(angle)), 4);
  });
});

it('is the same every time, also if the rows are mirrored', () => {
  const first = principalComponents(rows);
  expect(principalComponents(rows)).toEqual(first);
  expect(Math.max(...first.x)).toBeCloseTo(Math.max(...first.x.map(Math.abs)), 4);
});

it('has no variance for equal rows, one row, or none', () => {
  const one = Float32Array.of(1, 2, 3);
  for (const same of [[one, one, one], [one], []]) {
    const { x, y, variance } = principalComponents(same);
    expect(variance).toEqual([0, 0]);
    expect([...x, ...y].every((value) => value === 0 || Math.abs(value) < 1e-6)).toBe(true);
  }
});
