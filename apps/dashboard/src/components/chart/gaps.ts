/** Steps between neighbors that a line still joins: over a weekend, and a holiday after it. */
const MOST_STEPS = 4;

/**
 * Puts null between rows that are far apart, for example between the hold-outs of several origins, so that no line joins
 * them.
 *
 * @param x ascending, one per row
 */
export function withGaps<Row>(
  x: readonly number[],
  rows: readonly Row[],
): { x: number[]; rows: (Row | null)[] } {
  const distances = x.slice(1).map((value, i) => value - x[i]);
  const usual = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)];
  const isFar = (i: number) => i > 0 && distances[i - 1] > MOST_STEPS * usual;
  return {
    x: x.flatMap((value, i) => (isFar(i) ? [x[i - 1] + usual, value] : [value])),
    rows: rows.flatMap((row, i) => (isFar(i) ? [null, row] : [row])),
  };
}
