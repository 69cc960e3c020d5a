import fc from 'fast-check';
import { align, nearestRow, rowAt } from './align';

describe('curves on a common x', () => {
  it('distinguishes gaps from places at which a curve has no point', () => {
    expect(
      align([
        { x: [1, 2, 3], y: [10, null, 30] },
        { x: [2, 4], y: [200, 400] },
      ]),
    ).toEqual([
      [1, 2, 3, 4],
      [10, null, 30, undefined],
      [undefined, 200, undefined, 400],
    ]);
  });

  it('keeps all points of a curve that has several at one x', () => {
    expect(
      align([
        { x: [1, 1, 1, 2], y: [1, 99, -5, 2] },
        { x: [1], y: [7] },
      ]),
    ).toEqual([
      [1, 1, 1, 2],
      [1, 99, -5, 2],
      [7, undefined, undefined, undefined],
    ]);
  });

  it('copies nothing if all share their x', () => {
    const x = [1, 2];
    expect(
      align([
        { x, y: [1, 2] },
        { x, y: [3, 4] },
      ])[0],
    ).toBe(x);
  });

  it('finds the nearest point of a curve', () => {
    const xs = [0, 1, 2, 10];
    expect(nearestRow(xs, [5, undefined, undefined, 6], 1)).toBe(0);
    expect(nearestRow(xs, [5, undefined, undefined, 6], 7)).toBe(3);
    expect(nearestRow(xs, [undefined, undefined, undefined, 6], 0)).toBeNull();
    expect(nearestRow(xs, [undefined, undefined, undefined, undefined], 2)).toBeNull();
  });

  it('finds the nearest place on the axis after it has changed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.double({ noNaN: true }), (places, x) => {
        const xs = places.sort((a, b) => a - b);
        const distance = (place: number) => Math.abs(place - x);
        const row = rowAt(xs, x);
        if (xs.length === 0) return row === -1;
        return distance(xs[row]) === Math.min(...xs.map(distance)) && xs.indexOf(xs[row]) === row;
      }),
    );
  });
});
