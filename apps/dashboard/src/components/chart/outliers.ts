import { quantileSorted } from 'simple-statistics';
import uPlot from 'uplot';
import type { Plotted } from './plotted';

/** A value is an outlier if it is farther from the quartiles than so many interquartile ranges (Tukey's outer fences). */
const FENCE = 3;

/** A y scale without outliers, and what is outside of it. */
export interface Cropped {
  range: [number, number];
  /** Points of the drawn curves outside of the range. */
  count: number;
  /** The farthest of them; null if there is none on that side. */
  highest: number | null;
  lowest: number | null;
}

/**
 * The y scale for the visible values that are no outliers; null if no visible value would be outside of it.
 *
 * @param hidden keys of the curves that are not drawn
 */
export function cropOutliers(
  { curves, data: [xs, ...columns] }: Plotted,
  { from, to }: { from: number; to: number },
  hidden: ReadonlySet<string>,
  log: boolean,
): Cropped | null {
  const isVisible = (row: number) => xs[row] >= from && xs[row] <= to;
  const valuesOf = (column: (typeof columns)[number]) =>
    Array.from(column).filter((value, row): value is number => value != null && isVisible(row));
  const visible = curves.flatMap(({ series: { key, smoothed }, pale, edge }, i) =>
    hidden.has(key) ? [] : [{ values: valuesOf(columns[i]), isPoints: !edge && (pale || !smoothed) }],
  );
  const fences = fencesOf(
    visible.flatMap(({ values }) => values),
    log,
  );
  if (!fences) return null;
  const range = log ? uPlot.rangeLog(...fences, 10, false) : uPlot.rangeNum(...fences, 0.1, true);
  const [low, high] = range as [number, number];
  const points = visible.flatMap(({ values, isPoints }) => (isPoints ? values : []));
  const above = points.filter((value) => value > high);
  const below = points.filter((value) => value < low);
  if (above.length + below.length === 0) return null;
  return {
    range: [low, high],
    count: above.length + below.length,
    highest: above.length > 0 ? above.reduce((a, b) => Math.max(a, b)) : null,
    lowest: below.length > 0 ? below.reduce((a, b) => Math.min(a, b)) : null,
  };
}

/** The lowest and the highest value that is no outlier; null if the quartiles are equal, which makes every other value one. */
function fencesOf(values: readonly number[], log: boolean): [number, number] | null {
  const scaled = (log ? values.map(Math.log10) : [...values]).sort((a, b) => a - b);
  if (scaled.length === 0) return null;
  const [first, third] = [quantileSorted(scaled, 0.25), quantileSorted(scaled, 0.75)];
  const reach = FENCE * (third - first);
  if (reach === 0) return null;
  const kept = scaled.filter((value) => value >= first - reach && value <= third + reach);
  const ends = [kept[0], kept[kept.length - 1]] as const;
  return log ? [10 ** ends[0], 10 ** ends[1]] : [...ends];
}
