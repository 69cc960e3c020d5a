import { importanceOf } from './importance';
import type { Quantity } from './quantities';

function parameter(name: string, values: (number | null)[], names: string[] | null = null): Quantity {
  return { key: `param.${name}`, source: { kind: 'param', name }, values, names };
}

function metric(...values: (number | null)[]): Quantity {
  return parameter('outcome', values);
}

function correlation(x: (number | null)[], y: (number | null)[]): number | undefined {
  return importanceOf([parameter('x', x)], metric(...y)).ranked[0]?.correlation;
}

describe('importanceOf', () => {
  it('is Spearman’s rank correlation', () => {
    // The example of https://en.wikipedia.org/wiki/Spearman's_rank_correlation_coefficient: −29/165.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(correlation(iq, hours)).toBeCloseTo(-29 / 165, 12);
    expect(correlation([1, 2, 3, 4], [1, 10, 100, 1e9])).toBeCloseTo(1, 12);
  });

  it('gives equal values their mean rank', () => {
    // Ranks 1.5 1.5 3.5 3.5 and 1 2 3 4: covariance 4, variances 4 and 5, so 4 / √20.
    expect(correlation([8, 8, 16, 16], [1, 2, 3, 4])).toBeCloseTo(4 / Math.sqrt(20), 12);
    expect(correlation([16, 8, 16, 8], [4, 1, 3, 2])).toBeCloseTo(4 / Math.sqrt(20), 12);
  });

  it('counts the runs that have both values, and leaves out fewer than three', () => {
    const { ranked } = importanceOf([parameter('x', [1, 2, null, 4, 5])], metric(1, 2, 3, null, 5));
    expect(ranked).toMatchObject([{ runs: 3, correlation: 1 }]);
    expect(correlation([1, 2, null], [1, 2, 3])).toBeUndefined();
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeUndefined();
    expect(correlation([1, 2, 3], [1, 1, 1])).toBeUndefined();
  });

  it('begins with the strongest, whatever its sign, and names what has no order', () => {
    const weak = parameter('weak', [1, 2, 4, 3]);
    const falling = parameter('falling', [4, 3, 2, 1]);
    const flag = parameter('flag', [0, 0, 1, 1], ['false', 'true']);
    const name = parameter('optimizer', [0, 1, 0, 1], ['adam', 'sgd']);
    const { ranked, unordered } = importanceOf([weak, falling, flag, name], metric(1, 2, 3, 4));
    expect(ranked.map(({ quantity }) => quantity.key)).toEqual(['param.falling', 'param.flag', 'param.weak']);
    expect(unordered).toEqual([name]);
  });
});
