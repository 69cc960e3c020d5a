import { paddedRange } from './padded-range';

describe('paddedRange', () => {
  it('leaves space around the points, also around a single one', () => {
    expect(paddedRange([0, 50, 100], false)).toEqual([-6, 106]);
    expect(paddedRange([4, 4], false)).toEqual([2, 6]);
    expect(paddedRange([0], false)).toEqual([-0.5, 0.5]);
  });

  it('has round limits on a log scale', () => {
    expect(paddedRange([0.001, 0.01], true)).toEqual([0.0008, 0.02]);
    expect(paddedRange([3], true)).toEqual([1, 6]);
  });

  it('has none without points', () => {
    expect(paddedRange([], true)).toBeUndefined();
  });
});
