import { sampleRankCorrelation } from 'simple-statistics';
import type { Quantity } from './quantities';

/** Runs below which a rank correlation is left out: two points always have ±1. */
const FEWEST = 3;

/** How closely a metric follows a parameter. */
export interface Importance {
  quantity: Quantity;
  /** Spearman's rank correlation, from −1 to 1; equal values have their mean rank. */
  correlation: number;
  /** Runs that have both. */
  runs: number;
}

/**
 * Parameters by the size of their rank correlation with `outcome`. `unordered` are those without one, because their values
 * are names, of which a rank says nothing.
 */
export function importanceOf(
  quantities: readonly Quantity[],
  outcome: Quantity,
): { ranked: Importance[]; unordered: Quantity[] } {
  const parameters = quantities.filter(({ source }) => source.kind === 'param');
  const ranked = parameters.filter(isOrdered).flatMap((quantity): Importance[] => {
    const pairs = quantity.values.flatMap((value, i) => {
      const result = outcome.values[i];
      return value === null || result === null ? [] : [[value, result] as const];
    });
    const [causes, effects] = [pairs.map(([cause]) => cause), pairs.map(([, effect]) => effect)];
    // Without a difference on either side there is nothing to follow.
    if (pairs.length < FEWEST || new Set(causes).size < 2 || new Set(effects).size < 2) return [];
    return [{ quantity, correlation: sampleRankCorrelation(causes, effects), runs: pairs.length }];
  });
  ranked.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
  return { ranked, unordered: parameters.filter((quantity) => !isOrdered(quantity)) };
}

/** Numbers, and false before true. */
function isOrdered({ names }: Quantity): boolean {
  return names === null || names.every((name) => name === 'false' || name === 'true');
}
