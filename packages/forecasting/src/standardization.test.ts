import fc from 'fast-check';
import { clip, Standardization } from './standardization';

test('clip lowers values above the maximum', () => {
  expect([...clip([1999, 2000, 3035], 2000)]).toEqual([1999, 2000, 2000]);
});

test('uses the population deviation', () => {
  const scaling = Standardization.fit([2, 4, 4, 4, 5, 5, 7, 9]);
  expect(scaling).toEqual({ mean: 5, deviation: 2 });
  expect([...scaling.apply([2, 5, 9])]).toEqual([-1.5, 0, 2]);
  expect([...scaling.invert([-1.5, 0, 2])]).toEqual([2, 5, 9]);
});

test('standardizes to mean 0 and deviation 1, and inverts', () => {
  const values = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(values, (values) => {
      fc.pre(new Set(values).size > 1);
      const scaling = Standardization.fit(values);
      const scores = scaling.apply(values);
      const standard = Standardization.fit(scores);
      expect(standard.mean).toBeCloseTo(0, 9);
      expect(standard.deviation).toBeCloseTo(1, 9);
      scaling.invert(scores).forEach((value, i) => expect(value).toBeCloseTo(values[i], 9));
    }),
  );
});

test.each([
  ['no values', []],
  ['one value', [3]],
  ['three equal values', [0.1, 0.1, 0.1]],
])('refuses %s', (_, values) => {
  expect(() => Standardization.fit(values)).toThrow(
    expect.objectContaining({
      code: 'constant-series',
      message: 'Values that are all the same have no deviation to standardize by.',
    }),
  );
});
