import { UsageError } from '../errors';

/** Of the variants, one in three is promoted from a rung to the next, which trains three times as long. */
const ETA = 3;

/** A stage of a sweep: its best variants are trained further in the next one. */
export interface Rung {
  /** Until which they are trained. */
  epochs: number;
  /** Number of variants. */
  size: number;
}

/**
 * The rungs of successive halving (Jamieson and Talwalkar 2016), the inner loop of Hyperband (Li et al. 2018): as many as
 * the variants and the epochs allow.
 *
 * @param budget epochs of the last rung
 * @throws UsageError if there is nothing to halve
 */
export function rungsOf(variants: number, budget: number): Rung[] {
  const halvings = Math.min(halvingsOf(variants), halvingsOf(budget));
  if (halvings === 0) {
    throw new UsageError(
      `--budget ${budget} promotes one variant in ${ETA} to ${ETA} times as many epochs, so it needs at least ${ETA} variants and ${ETA} epochs; there are ${variants} variants and ${budget} epochs.`,
    );
  }
  return Array.from({ length: halvings + 1 }, (_, i) => ({
    epochs: Math.floor(budget / ETA ** (halvings - i)),
    size: Math.floor(variants / ETA ** i),
  }));
}

/** How often a number can be divided by eta before it is below 1. Not by a logarithm: log(243) / log(3) is below 5. */
function halvingsOf(count: number): number {
  return count < ETA ? 0 : 1 + halvingsOf(count / ETA);
}

/** What has a score, best first; equal ones stay in order. */
export function ranked<T>(
  items: readonly T[],
  scoreOf: (item: T) => number | undefined,
  better: 'higher' | 'lower',
): T[] {
  const sign = better === 'higher' ? -1 : 1;
  return items
    .flatMap((item) => {
      const score = scoreOf(item);
      return score === undefined || Number.isNaN(score) ? [] : [{ item, score: sign * score }];
    })
    .sort((a, b) => (a.score === b.score ? 0 : a.score - b.score))
    .map(({ item }) => item);
}
