import { meanCurve } from './mean-curve';

describe('meanCurve', () => {
  it('is the mean with a band of one deviation, at shared places', () => {
    const x = [1, 2];
    const { band, ...curve } = meanCurve([
      { x, y: [1, 4] },
      { x, y: [3, 4] },
    ]);
    expect(curve).toEqual({ x, y: [2, 4] });
    expect(band.low).toEqual([2 - Math.SQRT2, 4]);
    expect(band.high).toEqual([2 + Math.SQRT2, 4]);
  });

  it('interpolates between points, where all curves have values', () => {
    const { x, y } = meanCurve([
      { x: [0, 10, 20], y: [0, 10, 20] },
      { x: [5, 12, 15], y: [5, null, 15] },
    ]);
    expect([x, y]).toEqual([
      [5, 10, 15],
      [5, 10, 15],
    ]);
  });

  it('is empty if the curves have no place in common', () => {
    expect(
      meanCurve([
        { x: [0, 1], y: [1, 1] },
        { x: [2], y: [1] },
      ]).x,
    ).toEqual([]);
    expect(
      meanCurve([
        { x: [0], y: [1] },
        { x: [], y: [] },
      ]).x,
    ).toEqual([]);
  });

  it('is thinned evenly, with both ends', () => {
    const x = Array.from({ length: 5000 }, (_, i) => i);
    const { x: places } = meanCurve([
      { x, y: x },
      { x, y: x },
    ]);
    expect([places.length, places[0], places.at(-1)]).toEqual([400, 0, 4999]);
  });
});
