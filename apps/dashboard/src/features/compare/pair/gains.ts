import type { SeriesComparison } from '#api/comparison';

type Row = SeriesComparison['rows'][0];

/** A forecast of two runs with their errors. */
export interface Gain {
  row: Row;
  /** Absolute errors of A and B; null if an output or the target isn't finite. */
  a: number | null;
  b: number | null;
  /** By how much B is nearer to the target than A; null if an error is. */
  gain: number | null;
}

export function gainOf(row: Row): Gain {
  const errorOf = (output: number | null) =>
    output === null || row.target === null ? null : Math.abs(output - row.target);
  const [a, b] = [errorOf(row.a), errorOf(row.b)];
  return { row, a, b, gain: a === null || b === null ? null : a - b };
}

/** The largest difference first, whichever run is nearer; one that isn't known before all others. */
export function byDifference(gains: readonly Gain[]): Gain[] {
  const sizeOf = ({ gain }: Gain) => (gain === null ? Number.MAX_VALUE : Math.abs(gain));
  return [...gains].sort((one, next) => sizeOf(next) - sizeOf(one));
}
