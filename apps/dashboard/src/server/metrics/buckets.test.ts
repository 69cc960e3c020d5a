import fc from 'fast-check';
import { cutIntoBuckets } from './buckets';

function cutCurve(...[x, y, part]: Parameters<typeof cutIntoBuckets>) {
  const kept = cutIntoBuckets(x, y, part);
  return { x: kept.map((i) => x[i]), y: kept.map((i) => (Number.isFinite(y[i]) ? y[i] : null)) };
}

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const curve = fc.array(fc.tuple(fc.constantFrom(0, 0.5, 1, 7), value), { maxLength: 400 }).map((steps) => {
  let x = 0;
  return {
    x: Float64Array.from(steps, ([step]) => (x += step)),
    y: Float64Array.from(steps, ([, y]) => y),
  };
});

function finite(values: Iterable<number | null>): number[] {
  return [...values].filter((each) => each !== null).filter(Number.isFinite);
}

it('keeps extremes, ends and a non-finite point per bucket, in few points', () => {
  fc.assert(
    fc.property(curve, fc.integer({ min: 1, max: 40 }), ({ x, y }, buckets) => {
      const cut = cutCurve(x, y, { buckets });
      expect(cut.x.length).toBeLessThanOrEqual(Math.max(5 * buckets, 0));
      expect(cut.x.length).toBe(cut.y.length);
      expect(Math.min(...finite(cut.y))).toBe(Math.min(...finite(y)));
      expect(Math.max(...finite(cut.y))).toBe(Math.max(...finite(y)));
      expect([cut.x[0], cut.x.at(-1)]).toEqual([x[0], x.at(-1)]);
      expect(cut.y.includes(null)).toBe(y.some((each) => !Number.isFinite(each)));
      const points = new Set(Array.from(x, (each, i) => `${each} ${Number.isFinite(y[i]) ? y[i] : null}`));
      cut.x.forEach((each, i) => expect(points.has(`${each} ${cut.y[i]}`)).toBe(true));
      expect(cut.x).toEqual(cut.x.toSorted((a, b) => a - b));
    }),
  );
});

it('keeps the extremes of any zoomed range', () => {
  const range = fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }));
  fc.assert(
    fc.property(curve, range, fc.integer({ min: 1, max: 20 }), ({ x, y }, [a, b], buckets) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const cut = cutCurve(x, y, { from, to, buckets });
      const inside = finite(y.filter((_, i) => x[i] >= from && x[i] <= to));
      if (inside.length === 0) return;
      expect(finite(cut.y)).toEqual(expect.arrayContaining([Math.min(...inside), Math.max(...inside)]));
    }),
  );
});

it('returns a range of few points whole, with one more on either side', () => {
  const x = Float64Array.from({ length: 1000 }, (_, i) => i);
  const cut = cutCurve(x, x, { from: 499.5, to: 502, buckets: 10 });
  expect(cut).toEqual({ x: [499, 500, 501, 502, 503], y: [499, 500, 501, 502, 503] });
  expect(cutCurve(x, x, { from: 2000, to: 3000, buckets: 10 }).x).toEqual([999]);
  expect(cutCurve(new Float64Array(0), new Float64Array(0), { buckets: 1 })).toEqual({ x: [], y: [] });
});

it('keeps every bucket’s first, lowest, highest and last point', () => {
  const x = Float64Array.from({ length: 20 }, (_, i) => i);
  const y = Float64Array.from([5, 9, 1, 4, 4, 4, 4, 4, 4, 6, 3, 3, 3, NaN, 3, 3, 3, 3, 3, 3]);
  expect(cutCurve(x, y, { buckets: 2 })).toEqual({
    x: [0, 1, 2, 9, 10, 13, 19],
    y: [5, 9, 1, 6, 3, null, 3],
  });
});
