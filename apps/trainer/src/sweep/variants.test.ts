import fc from 'fast-check';
import { combinations, draws, variantId } from './variants';

const name = fc.stringMatching(/^[a-z]{1,6}$/);
const axes = fc.uniqueArray(
  fc.record({ name, values: fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 }) }),
  { maxLength: 3, selector: (axis) => axis.name },
);
const range = fc
  .record({
    low: fc.integer({ min: 1, max: 1000 }),
    width: fc.integer({ min: 1, max: 1000 }),
    isLog: fc.boolean(),
    isInteger: fc.boolean(),
  })
  .map(({ low, width, ...rest }) => ({ name: 'x', low, high: low + width, ...rest }));

test('a grid has every combination once, the last parameter varying fastest', () => {
  expect(
    combinations([
      { name: 'a', values: [1, 2] },
      { name: 'b', values: ['x', 'y'] },
    ]),
  ).toEqual([
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 2, b: 'x' },
    { a: 2, b: 'y' },
  ]);
  fc.assert(
    fc.property(axes, (given) => {
      const all = combinations(given);
      const count = given.reduce((product, { values }) => product * values.length, 1);
      expect(new Set(all.map((params) => JSON.stringify(params))).size).toBe(count);
      expect(all).toHaveLength(count);
    }),
  );
});

test('a grid of more than 10,000 variants is refused before it is built', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i);
  const huge = ['a', 'b', 'c', 'd'].map((each) => ({ name: each, values }));
  expect(() => combinations(huge)).toThrow('at most 10000');
});

test('a search draws the same distinct variants every time, and a longer one begins with them', () => {
  fc.assert(
    fc.property(
      axes,
      range,
      fc.integer({ min: 1, max: 10 }),
      fc.nat({ max: 10 }),
      (given, x, count, more) => {
        const lists = given.filter((axis) => axis.name !== 'x');
        const found = draws(count, lists, [x]);
        expect(draws(count, lists, [x])).toEqual(found);
        expect(draws(count + more, lists, [x]).slice(0, found.length)).toEqual(found);
        expect(new Set(found.map((params) => JSON.stringify(params))).size).toBe(found.length);
        for (const { x: value, ...rest } of found) {
          expect(value).toBeGreaterThanOrEqual(x.low);
          expect(value).toBeLessThanOrEqual(x.high);
          expect(Number.isInteger(value) || !x.isInteger).toBe(true);
          for (const { name: each, values } of lists) expect(values).toContain(rest[each]);
        }
      },
    ),
  );
});

test('a logarithmic range is drawn from uniformly by magnitude', () => {
  const learningRate = { name: 'x', low: 1e-4, high: 1e-2, isLog: true, isInteger: false };
  const values = draws(1000, [], [learningRate]).map(({ x }) => Number(x));
  expect(values.filter((value) => value < 1e-3).length / values.length).toBeCloseTo(0.5, 1);
});

test('every integer of a range, its ends too, is drawn', () => {
  const units = { name: 'x', low: 2, high: 5, isLog: false, isInteger: true };
  expect(
    draws(100, [], [units])
      .map(({ x }) => x)
      .sort(),
  ).toEqual([2, 3, 4, 5]);
});

test('a variant’s id is that of its content', () => {
  const id = variantId('sine', 'cpu', { a: 1, b: null });
  expect(id).toMatch(/^[0-9a-f]{12}$/);
  expect(variantId('sine', 'cpu', { b: null, a: 1 })).toBe(id);
  expect(variantId('sine', 'cpu', { a: 1 })).toBe(id);
  const others = [
    variantId('nsmc', 'cpu', { a: 1 }),
    variantId('sine', 'tfjs', { a: 1 }),
    variantId('sine', 'cpu', { a: 2 }),
    variantId('sine', 'cpu', { a: '1' }),
    variantId('sine', 'cpu', { a: 1, b: false }),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});
