import { mcnemar } from './mcnemar';

/** p-values of `mcnemar([[50, b], [c, 20]], exact=b + c < 25, correction=True)` in statsmodels 0.13.5. */
describe('McNemar’s test matches statsmodels', () => {
  it.each([
    [3, 9, 0.14599609375],
    [0, 5, 0.0625],
    [5, 5, 1],
    [12, 12, 1],
    [7, 17, 0.06391465663909912],
  ])('exactly with %i and %i discordant rows', (onlyA, onlyB, p) => {
    expect(mcnemar(onlyA, onlyB)).toEqual({ method: 'exact', p: expect.closeTo(p, 14) });
    expect(mcnemar(onlyB, onlyA)).toEqual(mcnemar(onlyA, onlyB));
  });

  it.each([
    [9, 16, 0.23013934044341314],
    [20, 45, 0.0029124200699637],
    [310, 351, 0.11975097626518329],
    [100, 300, 2.5218321340413693e-23],
    [1000, 2500, 1.227178848306035e-141],
  ])('by chi-square with %i and %i', (onlyA, onlyB, expected) => {
    const { method, p } = mcnemar(onlyA, onlyB);
    expect(method).toBe('chi-square');
    expect(Math.abs(p / expected - 1)).toBeLessThan(2e-7);
  });
});

it('is no difference at all without discordant rows', () => {
  expect(mcnemar(0, 0)).toEqual({ method: 'exact', p: 1 });
});
