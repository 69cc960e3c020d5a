import { align, nearestRow } from './align';
import type { AlignedData } from 'uplot';
import type { ChartSeries } from './series';

/** One drawn line: a curve, its pale raw values, its moving average, or an edge of its band. */
export interface PlottedCurve {
  series: ChartSeries;
  pale: boolean;
  /** The low edge is followed by the high one. */
  edge?: 'low' | 'high';
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
      : [
          ...edgesOf(one, index),
          { curve: { series: one, pale: one.faint ?? false, index } as PlottedCurve, y: one.y },
        ],
  );
  const columns = drawn.map(({ curve, y }) => ({ x: curve.series.x, y: log ? y.map(orGap) : y }));
  return {
    curves: drawn.map(({ curve }) => curve),
    data: (columns.length > 0 ? align(columns) : [[]]) as AlignedData,
  };
}

function edgesOf(series: ChartSeries, index: number) {
  const { band } = series;
  if (!band) return [];
  return (['low', 'high'] as const).map((edge) => ({
    curve: { series, pale: true, index, edge } as PlottedCurve,
    y: band[edge],
  }));
}

function orGap(y: number | null): number | null {
  return y !== null && y > 0 ? y : null;
}

/** A curve's value at one x; if it is smoothed, with the `raw` value. */
export interface Reading {
  /** null outside of the curve's values. */
  value: number | null;
  /** Where it is read if the curve has no point at the asked x: at its nearest one. */
  x?: number;
  raw?: number | null;
  /** Whether the value there is not finite. */
  notFinite?: boolean;
  /** From the value to the edge of the curve's band. */
  spread?: number;
  /** The edges of a band without a curve. */
  range?: readonly [low: number, high: number];
}

/**
 * By the curve's key. Read from the current data at a position on the x axis, because values or row indices kept with the
 * cursor would become stale when the data changes.
 *
 * @param x null reads the last value of every curve
 */
export function readingsOf({ curves, data }: Plotted, x: number | null): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  const read = (column: AlignedData[number]): Reading =>
    x === null ? { value: lastValue(column) } : readingAt(data[0], column, x);
  curves.forEach(({ series: { key, band, notFinite }, edge }, i) => {
    if (edge) return;
    if (x !== null && notFinite?.includes(x)) {
      readings.set(key, { value: null, notFinite: true });
      return;
    }
    const reading = read(data[i + 1]);
    const behind = readings.get(key);
    // The edges are the lines before.
    const [low, high] = band ? [read(data[i - 1]).value, read(data[i]).value] : [null, null];
    readings.set(key, {
      ...reading,
      ...(behind && { raw: behind.value }),
      ...(high !== null && reading.value !== null && { spread: high - reading.value }),
      ...(high !== null && low !== null && reading.value === null && { range: [low, high] as const }),
    });
  });
  return readings;
}

function readingAt(xs: ArrayLike<number>, column: AlignedData[number], x: number): Reading {
  const row = nearestRow(xs, column, x);
  if (row === null) return { value: null };
  return { value: column[row] ?? null, ...(xs[row] !== x && { x: xs[row] }) };
}

/** The last value of a column; null if it has none. */
function lastValue(column: ArrayLike<number | null | undefined>): number | null {
  for (let i = column.length - 1; i >= 0; i--) {
    const value = column[i];
    if (value != null) return value;
  }
  return null;
}
