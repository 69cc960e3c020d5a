import { align } from './align';
import type { ChartSeries } from './series';
import type { AlignedData } from 'uplot';

/** What is drawn of a curve: itself, or itself palely with its average in front. */
export interface PlottedCurve {
  series: ChartSeries;
  pale: boolean;
  /** In the chart's list of curves. */
  index: number;
}

/** The curves as they are drawn, back to front. */
export function plottedCurves(series: readonly ChartSeries[]): PlottedCurve[] {
  return series.flatMap((one, index) =>
    one.smoothed
      ? [
          { series: one, pale: true, index },
          { series: one, pale: false, index },
        ]
      : [{ series: one, pale: one.faint ?? false, index }],
  );
}

/** Their points, in the same order, on a common x; on a log scale without what has no logarithm. */
export function plottedData(series: readonly ChartSeries[], log: boolean): AlignedData {
  const curves = series.flatMap((one) => {
    const drawn = one.smoothed ? [one.y, one.smoothed] : [one.y];
    return drawn.map((y) => ({ x: one.x, y: log ? y.map(orGap) : y }));
  });
  return (curves.length > 0 ? align(curves) : [[]]) as AlignedData;
}

function orGap(y: number | null): number | null {
  return y !== null && y > 0 ? y : null;
}

/** A curve's value at one place: as it is, or averaged with the `raw` one beside it. */
export interface Reading {
  value: number | null;
  raw?: number | null;
}

/** By the key of the curve. `values`: one for each that is drawn. */
export function readingsOf(
  curves: readonly PlottedCurve[],
  values: readonly (number | null)[],
): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  curves.forEach(({ series: { key } }, i) => {
    const behind = readings.get(key);
    readings.set(key, { value: values[i], ...(behind && { raw: behind.value }) });
  });
  return readings;
}

/** What a curve holds last; null where it holds nothing. */
export function lastValue(column: ArrayLike<number | null | undefined>): number | null {
  for (let i = column.length - 1; i >= 0; i--) {
    const value = column[i];
    if (value != null) return value;
  }
  return null;
}
