import type { SeedSet } from './seed-sets';

interface Members {
  name: string;
  /** Of the set's runs. */
  ids: readonly string[];
}

export function membersOf({ name, runs }: SeedSet): Members {
  return { name, ids: runs.map(({ id }) => id) };
}

/** The curves of runs: those of seed sets with several, which are drawn as their mean, and all others. */
export function bySeedSet<Curve extends { id: string }>(curves: readonly Curve[], sets: readonly Members[]) {
  const means = sets
    .map(({ name, ids }) => ({ name, curves: curves.filter(({ id }) => ids.includes(id)) }))
    .filter(({ curves }) => curves.length > 1);
  const drawn = new Set(means.flatMap(({ curves }) => curves));
  return { means, others: curves.filter((curve) => !drawn.has(curve)) };
}
