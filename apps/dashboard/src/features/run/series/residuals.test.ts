import { histogramOf } from './residuals';

describe('residuals', () => {
  it('fall into bins of a round width, each value into exactly one', () => {
    const { centers, counts, width } = histogramOf([-0.9, -0.1, 0, 0.3, 0.4, 2.1, NaN]);
    expect(width).toBe(0.5);
    expect(counts.reduce((a, b) => a + b)).toBe(6);
    expect(centers[0]).toBe(-0.75);
    expect(counts).toEqual([1, 1, 3, 0, 0, 0, 1]);
  });

  it('may all be equal, or none at all', () => {
    expect(histogramOf([2, 2, 2])).toEqual({ centers: [2.5], counts: [3], width: 1 });
    expect(histogramOf([]).counts).toEqual([]);
  });
});
