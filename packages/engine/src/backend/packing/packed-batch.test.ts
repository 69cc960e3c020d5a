import * as fc from 'fast-check';
import { MATMUL_NAMES } from '../../types';
import type { Padding, StepCosts } from './packed-batch';
import { pack, partition, STEP_COSTS } from './packed-batch';

const STEPS = 30;

const batchOf = (lengths: Int32Array, costs: StepCosts, padding: Padding = 'shared') => ({
  lengths,
  steps: STEPS,
  padding,
  costs,
});

/** The row lengths of a batch, longest first. */
const lengths = fc
  .array(fc.integer({ min: 0, max: STEPS }), { minLength: 1, maxLength: 80 })
  .map((values) => Int32Array.from(values).sort().reverse());

describe.each(MATMUL_NAMES)('pack, matmul %s', (matmul) => {
  const costs = STEP_COSTS[matmul];

  it('gives every row a column by its first real token, or by the last step', () => {
    fc.assert(
      fc.property(lengths, fc.nat(), fc.nat(), (batch, a, b) => {
        const [begin, end] = [a % (batch.length + 1), b % (batch.length + 1)].sort((x, y) => x - y);
        const { batchSizes, offsets, firstColumn } = pack(batchOf(batch, costs), begin, end);
        expect(batchSizes).toHaveLength(STEPS);
        expect(batchSizes[STEPS - 1]).toBe(firstColumn + end - begin);
        batchSizes.forEach((count, t) => {
          expect(offsets[t + 1] - offsets[t]).toBe(count);
          if (t > 0) expect(count).toBeGreaterThanOrEqual(batchSizes[t - 1]);
        });
        for (let rank = begin; rank < end; rank++) {
          const joined = batchSizes.findIndex((count) => count > firstColumn + rank - begin);
          expect(joined).toBeLessThanOrEqual(Math.min(STEPS - batch[rank], STEPS - 1));
        }
      }),
    );
  });
});

describe('masked padding', () => {
  it('is skipped: a row has a column from its first token on, and an empty row has none', () => {
    fc.assert(
      fc.property(lengths, (batch) => {
        const packed = pack(batchOf(batch, STEP_COSTS.ort, 'masked'), 0, batch.length);
        const expected = Array.from({ length: STEPS }, (_, t) => batch.filter((n) => n >= STEPS - t).length);
        expect(packed.batchSizes).toEqual(expected);
        expect(packed.columns).toBe(batch.length);
        expect(packed.firstColumn).toBe(0);
      }),
    );
  });
});

describe('padding', () => {
  it('is shared if most rows are short, but with ONNX Runtime not if one of sixteen is', () => {
    const short = Int32Array.from({ length: 20 }, (_, i) => (i < 2 ? STEPS : 5));
    expect(pack(batchOf(short, STEP_COSTS.ort), 0, 20).batchSizes.slice(23, 27)).toEqual([3, 3, 21, 21]);
    const oneShort = Int32Array.from({ length: 16 }, (_, i) => (i < 15 ? STEPS : STEPS - 2));
    expect(pack(batchOf(oneShort, STEP_COSTS.ort), 0, 16).batchSizes).toEqual(new Array(STEPS).fill(16));
  });
});

describe.each(MATMUL_NAMES)('partition, matmul %s', (matmul) => {
  const costs = STEP_COSTS[matmul];

  it('assigns every rank to one worker, in order', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 5 }), (batch, workers) => {
        const parts = partition(batchOf(batch, costs), workers);
        expect(parts).toHaveLength(workers);
        parts.forEach(({ begin, end, packed }, i) => {
          expect(begin).toBe(i === 0 ? 0 : parts[i - 1].end);
          expect(end).toBeGreaterThanOrEqual(begin);
          expect(packed).toEqual(pack(batchOf(batch, costs), begin, end));
        });
        expect(parts[workers - 1].end).toBe(batch.length);
      }),
    );
  });

  it('splits equal rows evenly, and gives a worker with longer rows fewer of them', () => {
    const ends = (batch: Int32Array) => partition(batchOf(batch, costs), 2).map(({ end }) => end);
    expect(ends(new Int32Array(32).fill(STEPS))).toEqual([16, 32]);
    const [long] = ends(Int32Array.from({ length: 60 }, (_, i) => Math.max(STEPS - i, 3)));
    expect(long).toBeGreaterThan(5);
    expect(long).toBeLessThan(30);
  });
});
