import { align, nearestRow } from './align';
import type { AlignedData } from 'uplot';
import type { ChartSeries } from './series';

/** One drawn line: a curve, its pale raw values, or its moving average. */
export interface PlottedCurve {
  series: ChartSeries;
  pale: boolean;
  /** Index in the chart's list of series. */
  index: number;
}

/** The lines that a chart draws, back to front, and their points. */
export interface Plotted {
  curves: PlottedCurve[];
  /** The common x, then one column per line. */
  data: AlignedData;
}

/** On a log scale, values without a logarithm become gaps. */
export function plotted(series: readonly ChartSeries[], log: boolean): Plotted {
  const drawn = series.flatMap((one, index) =>
    one.smoothed
      ? [
          { curve: { series: one, pale: true, index }, y: one.y },
          { curve: { series: one, pale: false, index }, y: one.smoothed },
        ]
      : [{ curve: { series: one, pale: one.faint ?? false, index }, y: one.y }],
  );
  const columns = drawn.map(({ curve, y }) => ({ x: curve.series.x, y: log ? y.map(orGap) : y }));
  return {
    curves: drawn.map(({ curve }) => curve),
    data: (columns.length > 0 ? align(columns) : [[]]) as AlignedData,
  };
}

function orGap(y: number | null): number | null {
  return y !== null && y > 0 ? y : null;
}

/** A curve's value at one x; if it is smoothed, with the `raw` value. */
export interface Reading {
  value: number | null;
  raw?: number | null;
}

/**
 * By the curve's key. Read from the current data at a position on the x axis, because values or row indices kept with the
 * cursor would become stale when the data changes.
 *
 * @param x null reads the last value of every curve
 */
export function readingsOf({ curves, data }: Plotted, x: number | null): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  curves.forEach(({ series: { key } }, i) => {
    const value =
      x === null ? lastValue(data[i + 1]) : (data[i + 1][nearestRow(data[0], data[i + 1], x)] ?? null);
    const behind = readings.get(key);
    readings.set(key, { value, ...(behind && { raw: behind.value }) });
  });
  return readings;
}

/** The last value of a column; null if it has none. */
function lastValue(column: ArrayLike<number | null | undefined>): number | null {
  for (let i = column.length - 1; i >= 0; i--) {
    const value = column[i];
    if (value != null) return value;
  }
  return null;
}
