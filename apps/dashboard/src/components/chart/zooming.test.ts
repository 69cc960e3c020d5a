import { hasLine, moveBy, pinch, wholeRange, zoomAround } from './zooming';

const axis = { range: { from: 0, to: 100 }, isLog: false };

describe('zoomAround', () => {
  it('keeps the position where it is', () => {
    expect(zoomAround(axis.range, 25, 0.5, axis)).toEqual({ from: 12.5, to: 62.5 });
    expect(zoomAround({ from: 10, to: 20 }, 10, 2, axis)).toEqual({ from: 10, to: 30 });
  });

  it('stays inside the axis, and ends with all of it', () => {
    expect(zoomAround({ from: 0, to: 20 }, 20, 2, axis)).toEqual({ from: 0, to: 40 });
    expect(zoomAround({ from: 90, to: 100 }, 90, 4, axis)).toEqual({ from: 60, to: 100 });
    expect(zoomAround({ from: 10, to: 90 }, 50, 2, axis)).toBeNull();
  });

  it('measures a logarithmic axis by ratio', () => {
    const log = { range: { from: 1, to: 10_000 }, isLog: true };
    const { from = 0, to = 0 } = zoomAround(log.range, 100, 0.5, log) ?? {};
    expect(from).toBeCloseTo(10);
    expect(to).toBeCloseTo(1000);
  });
});

describe('moveBy', () => {
  it('moves by a share of the width, up to the ends of the axis', () => {
    expect(moveBy({ from: 10, to: 30 }, 0.5, axis)).toEqual({ from: 20, to: 40 });
    expect(moveBy({ from: 10, to: 30 }, -2, axis)).toEqual({ from: 0, to: 20 });
    expect(moveBy({ from: 75, to: 95 }, 1, axis)).toEqual({ from: 80, to: 100 });
    expect(moveBy(axis.range, 1, axis)).toBeNull();
  });
});

describe('pinch', () => {
  it('keeps what was between the fingers there, and follows them', () => {
    expect(pinch(axis.range, { middle: 0.5, distance: 50 }, { middle: 0.5, distance: 100 }, axis)).toEqual({
      from: 25,
      to: 75,
    });
    expect(pinch(axis.range, { middle: 0.5, distance: 50 }, { middle: 0.25, distance: 100 }, axis)).toEqual({
      from: 37.5,
      to: 87.5,
    });
  });

  it('stays inside the axis, ends with all of it, and takes no distance for one pixel', () => {
    const begun = { middle: 0.5, distance: 100 };
    expect(pinch({ from: 80, to: 100 }, begun, { middle: 0.5, distance: 50 }, axis)).toEqual({
      from: 60,
      to: 100,
    });
    expect(pinch({ from: 10, to: 90 }, begun, { middle: 0.5, distance: 0 }, axis)).toBeNull();
  });
});

it('a line needs two points in the range', () => {
  expect(hasLine({ from: 2, to: 3 }, [1, 2, 3, 4])).toBe(true);
  expect(hasLine({ from: 2.5, to: 3 }, [1, 2, 3, 4])).toBe(false);
});

it('an axis without a zoom shows its fixed range, else all points, with space around a single one', () => {
  expect(wholeRange([1, 5], [0, 10])).toEqual({ from: 0, to: 10 });
  expect(wholeRange([1, 5], undefined)).toEqual({ from: 1, to: 5 });
  expect(wholeRange([3], undefined)).toEqual({ from: 2.5, to: 3.5 });
});
