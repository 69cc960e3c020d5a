import * as fc from 'fast-check';
import { fits, fullPlan, planFor } from './plan';

const STEPS = 30;

/** Lengths of a batch, longest first. */
const lengths = (size: number) =>
  fc
    .array(fc.integer({ min: 0, max: STEPS }), { minLength: size, maxLength: size })
    .map((values) => Int32Array.from(values).sort().reverse());

describe('planFor', () => {
  it('gives each rank to one worker and each row a column by its first real token, or says that the batch does not fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 80 }), (workers, size) => {
        const batches = fc.sample(lengths(size), 20);
        const plan = planFor(batches, size, STEPS, workers);
        expect(plan[0].begin).toBe(0);
        expect(plan[plan.length - 1].end).toBe(size);
        expect(plan).toHaveLength(workers);
        for (const [i, { begin, end, sharedPadding, columns }] of plan.entries()) {
          if (i > 0) expect(begin).toBe(plan[i - 1].end);
          expect(end).toBeGreaterThan(begin);
          expect(columns).toHaveLength(STEPS);
          expect(columns[STEPS - 1]).toBe(end - begin + (sharedPadding ? 1 : 0));
          for (let t = 1; t < STEPS; t++) expect(columns[t]).toBeGreaterThanOrEqual(columns[t - 1]);
        }
        for (const batch of batches.filter((batch) => fits(plan, batch))) {
          for (const { begin, end, sharedPadding, columns } of plan) {
            for (let rank = begin; rank < end; rank++) {
              const joined = columns.findIndex((count) => count > rank - begin + (sharedPadding ? 1 : 0));
              expect(joined).toBeLessThanOrEqual(Math.min(STEPS - batch[rank], STEPS - 1));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shares the padding where most rows are short, and not where all are full', () => {
    const short = fc.sample(
      lengths(60).map((batch) =>
        batch
          .map((length, rank) => (rank < 6 ? length : length % 10))
          .sort()
          .reverse(),
      ),
      30,
    );
    expect(planFor(short, 60, STEPS, 2).some(({ sharedPadding }) => sharedPadding)).toBe(true);
    const full = [new Int32Array(60).fill(STEPS)];
    expect(planFor(full, 60, STEPS, 2)).toEqual(fullPlan(60, STEPS, 2));
  });
});

describe('fullPlan', () => {
  it('fits every batch', () => {
    fc.assert(
      fc.property(lengths(17), fc.integer({ min: 1, max: 17 }), (batch, workers) =>
        fits(fullPlan(17, STEPS, workers), batch),
      ),
    );
  });
});
