import { breakdownOf } from './breakdown';

const rowsOf = (...rows: [length: number, unknown: number, isCorrect: boolean][]) =>
  rows.map(([length, unknown, isCorrect]) => ({ length, unknown, isCorrect }));

it('counts every text once by length, in at most eight bins, equal lengths together', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({
    length: Math.floor((i * i) / 20_000),
    unknown: 0,
    isCorrect: i % 3 === 0,
  }));
  const { byLength } = breakdownOf(rows);
  expect(byLength.length).toBeGreaterThan(4);
  expect(byLength.length).toBeLessThanOrEqual(8);
  for (const [i, { from, to, texts, correct }] of byLength.entries()) {
    if (i > 0) expect(from).toBeGreaterThan(byLength[i - 1].to);
    const own = rows.filter(({ length }) => length >= from && length <= to);
    expect([texts, correct]).toEqual([own.length, own.filter(({ isCorrect }) => isCorrect).length]);
  }
  expect(byLength.reduce((sum, { texts }) => sum + texts, 0)).toBe(1000);
});

it('counts by the share of unknown tokens, each end in the bin below it, without empty bins', () => {
  const { byUnknown } = breakdownOf(
    rowsOf([10, 0, true], [20, 1, true], [20, 1, false], [10, 2, true], [3, 3, false], [0, 0, true]),
  );
  expect(byUnknown).toEqual([
    { from: 0, to: 0, texts: 1, correct: 1 },
    { from: 0, to: 0.05, texts: 2, correct: 1 },
    { from: 0.1, to: 0.2, texts: 1, correct: 1 },
    { from: 0.4, to: 1, texts: 1, correct: 0 },
  ]);
});

it('is empty without texts', () => {
  expect(breakdownOf([])).toEqual({ byLength: [], byUnknown: [] });
});
