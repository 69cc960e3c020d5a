import fc from 'fast-check';

import { minimizeInUnitCube } from './minimize';

test('finds the bottom of a bowl, or the nearest point of the cube', () => {
  const coordinate = fc.double({ min: -0.5, max: 1.5, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(coordinate, coordinate, coordinate), (bottom) => {
      const best = minimizeInUnitCube((...point) =>
        point.reduce((sum, value, i) => sum + (i + 1) * (value - bottom[i]) ** 2, 0),
      );
      bottom.forEach((value, i) => expect(best[i]).toBeCloseTo(Math.min(1, Math.max(0, value)), 5));
    }),
  );
});

test('finds the deeper of two wells', () => {
  const well = (x: number, at: number, depth: number) => -depth * Math.exp(-(((x - at) / 0.15) ** 2));
  const [x] = minimizeInUnitCube((x) => well(x, 0.15, 1) + well(x, 0.85, 2));
  expect(x).toBeCloseTo(0.85, 5);
});
