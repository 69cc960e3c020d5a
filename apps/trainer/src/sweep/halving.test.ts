import fc from 'fast-check';
import { ranked, rungsOf } from './halving';

test('27 variants and 27 epochs are the example of Hyperband’s authors (Li et al. 2018, table 1)', () => {
  expect(rungsOf(27, 27)).toEqual([
    { size: 27, epochs: 1 },
    { size: 9, epochs: 3 },
    { size: 3, epochs: 9 },
    { size: 1, epochs: 27 },
  ]);
});

test('the rungs promote one in three to three times the epochs, up to the budget', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 10_000 }),
      fc.integer({ min: 3, max: 1000 }),
      (variants, budget) => {
        const rungs = rungsOf(variants, budget);
        expect(rungs[0].size).toBe(variants);
        expect(rungs.at(-1)?.epochs).toBe(budget);
        for (const [i, { size, epochs }] of rungs.entries()) {
          expect(size).toBe(Math.floor(variants / 3 ** i));
          expect(size).toBeGreaterThanOrEqual(1);
          expect(epochs).toBe(Math.floor(budget / 3 ** (rungs.length - 1 - i)));
          expect(epochs).toBeGreaterThanOrEqual(1);
        }
        // No further rung would fit below or above.
        expect(Math.min(rungs.at(-1)!.size, rungs[0].epochs)).toBeLessThan(3);
      },
    ),
  );
});

test.each([
  [2, 27],
  [27, 2],
])('%d variants and %d epochs leave nothing to halve', (variants, budget) => {
  expect(() => rungsOf(variants, budget)).toThrow('needs at least 3 variants and 3 epochs');
});

test('ranks by score in the metric’s direction; what has none isn’t ranked', () => {
  const scores: Record<string, number | undefined> = { a: 2, b: 1, c: undefined, d: NaN, e: 2, f: Infinity };
  const items = Object.keys(scores);
  expect(ranked(items, (item) => scores[item], 'lower')).toEqual(['b', 'a', 'e', 'f']);
  expect(ranked(items, (item) => scores[item], 'higher')).toEqual(['f', 'a', 'e', 'b']);
});
