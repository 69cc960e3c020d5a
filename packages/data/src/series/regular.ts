import { malformed } from '../parse-table';
import { gridOf } from './frequency';
import { labelOf } from './times';
import type { Frequency, Grid } from './frequency';
import type { TimeUnit } from './times';

/** A row of a series. */
export interface SeriesRow {
  position: number;
  /** Its time as a run records it. */
  label: number | string;
  /** Its line in the file; of a row that was filled in, the line of the next one. */
  line: number;
  /** By column; NaN if missing. */
  values: number[];
}

/** How missing values are filled: on the line between their neighbors, or with the value before. */
export const FILLS = ['linear', 'previous'] as const;
export type Fill = (typeof FILLS)[number];

/** What was changed to make a series regular. */
export interface Repairs {
  /** Rows that were not after the preceding one. */
  sorted: number;
  /** Rows that repeated a time; one with the mean of their values is left. */
  merged: number;
  /** Rows that were missing. */
  rows: number;
  /** Values that were missing in other rows. */
  values: number;
}

export interface RegularSeries {
  rows: SeriesRow[];
  frequency: Frequency;
  /** The position that many steps after the last row. */
  positionAfter(steps: number): number;
  repairs: Repairs;
}

export interface SeriesSource {
  /** What errors call the file. */
  location: string;
  unit: TimeUnit;
  /** By the position of a value in a row. */
  columns: readonly string[];
}

const IRREGULAR = 'irregular-series';

/**
 * @throws DataError `irregular-series` {file, line} for the first row that lacks a value, or whose time does not follow the
 *   preceding one by the series' step; `malformed-file` if it is between two steps, which no repair changes
 */
export function checkRegular(rows: readonly SeriesRow[], source: SeriesSource): RegularSeries {
  const { unit, location } = source;
  const { frequency, steps, positionAt } = grid(rows, unit);
  rows.forEach((row, i) => {
    checkPresent(row, source);
    const what = i > 0 ? problemOf(rows[i - 1], row, steps[i - 1], frequency) : undefined;
    if (what)
      throw malformed(location, row.line, what, Number.isInteger(steps[i - 1]) ? IRREGULAR : undefined);
  });
  return {
    rows: [...rows],
    frequency,
    positionAfter: (after) => positionAt(rows.length - 1 + after),
    repairs: { sorted: 0, merged: 0, rows: 0, values: 0 },
  };
}

/**
 * Sorts rows, merges those that repeat a time, and fills in what is missing.
 *
 * @throws DataError `malformed-file` {file, line} for a time between two steps of the series; for a value at either end that
 *   nothing can fill; if more rows would be filled in than there are
 */
export function repair(rows: readonly SeriesRow[], source: SeriesSource, fill: Fill): RegularSeries {
  const { location } = source;
  const sorted = rows.filter(({ position }, i) => i > 0 && position < rows[i - 1].position).length;
  const distinct = merge([...rows].sort((a, b) => a.position - b.position));
  const { frequency, steps, positionAt } = grid(distinct, source.unit);
  const uneven = steps.findIndex((step) => !Number.isInteger(step));
  if (uneven !== -1) {
    const what = problemOf(distinct[uneven], distinct[uneven + 1], steps[uneven], frequency);
    throw malformed(location, distinct[uneven + 1].line, what ?? '');
  }
  const added = steps.reduce((sum, step) => sum + step - 1, 0);
  if (added > rows.length) {
    const widest = steps.indexOf(steps.reduce((a, b) => Math.max(a, b)));
    const what = `${problemOf(distinct[widest], distinct[widest + 1], steps[widest], frequency)}, and ${added} rows would be filled in, more than the ${rows.length} in the file`;
    throw malformed(location, distinct[widest + 1].line, what);
  }
  let at = 0;
  const complete = distinct.flatMap((row, i) => {
    const missing = Array.from({ length: i > 0 ? steps[i - 1] - 1 : 0 }, (): SeriesRow => {
      const position = positionAt(++at);
      return {
        position,
        label: labelOf(source.unit, position),
        line: row.line,
        values: row.values.map(() => NaN),
      };
    });
    if (i > 0) at++;
    return [...missing, row];
  });
  const values = distinct.flatMap((row) => row.values).filter(Number.isNaN).length;
  fillValues(complete, fill);
  for (const row of complete) checkPresent(row, source);
  return {
    rows: complete,
    frequency,
    positionAfter: (after) => positionAt(complete.length - 1 + after),
    repairs: { sorted, merged: rows.length - distinct.length, rows: added, values },
  };
}

function grid(rows: readonly SeriesRow[], unit: TimeUnit): Grid {
  const positions = rows.map(({ position }) => position);
  return gridOf({ unit, positions, labels: [] });
}

/** What is wrong with the step from one row to the next, without the period. */
function problemOf(
  before: SeriesRow,
  { label }: SeriesRow,
  step: number,
  { name }: Frequency,
): string | undefined {
  if (step === 0) return `the time ${label} is that of line ${before.line}, too`;
  if (step < 0) return `the time ${label} is not after ${before.label}, the time of the preceding row`;
  if (!Number.isInteger(step))
    return `the time ${label} is out of step: it follows ${before.label}, but the series is ${name}`;
  if (step === 1) return undefined;
  const rows = step === 2 ? 'a row is' : `${step - 1} rows are`;
  return `${rows} missing between ${before.label} and ${label}, as the series is ${name}`;
}

function checkPresent({ values, line }: SeriesRow, { columns, location }: SeriesSource): void {
  const missing = values.findIndex(Number.isNaN);
  if (missing === -1) return;
  throw malformed(
    location,
    line,
    `there is no value in the column ${JSON.stringify(columns[missing])}`,
    IRREGULAR,
  );
}

/** The rows with different times: of several with the same one, the means of the values that they have. */
function merge(rows: readonly SeriesRow[]): SeriesRow[] {
  const groups = new Map<number, SeriesRow[]>();
  for (const row of rows) groups.set(row.position, [...(groups.get(row.position) ?? []), row]);
  return Array.from(groups.values(), (group) => ({
    ...group[0],
    values: group[0].values.map((_, column) => {
      const present = group.map(({ values }) => values[column]).filter((value) => !Number.isNaN(value));
      return present.reduce((sum, value) => sum + value, 0) / present.length;
    }),
  }));
}

function fillValues(rows: readonly SeriesRow[], fill: Fill): void {
  rows[0]?.values.forEach((_, column) => {
    let last = -1;
    rows.forEach(({ values }, i) => {
      if (Number.isNaN(values[column])) return;
      for (let gap = last + 1; last >= 0 && gap < i; gap++) {
        const [from, to] = [rows[last].values[column], values[column]];
        const part = fill === 'linear' ? (gap - last) / (i - last) : 0;
        rows[gap].values[column] = from + part * (to - from);
      }
      last = i;
    });
    if (fill === 'linear' || last < 0) return;
    for (let gap = last + 1; gap < rows.length; gap++) rows[gap].values[column] = rows[last].values[column];
  });
}
