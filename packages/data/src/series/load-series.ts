import { isUserError } from '@rnn-lab/errors';
import type { Encoding } from '../decode-text';
import { listed } from '../errors';
import type { DataFile } from '../files';
import { malformed } from '../parse-table';
import type { Separator, Table } from '../parse-table';
import { columnsNamed, noColumn, readTable } from '../read-table';
import type { Frequency } from './frequency';
import { isMissing, numberParser } from './numbers';
import type { NumberFormat } from './numbers';
import { checkRegular, repair } from './regular';
import type { Fill, Repairs, SeriesRow } from './regular';
import { isDate, labelOf, parseTimes } from './times';
import type { TimeUnit } from './times';

/** A series with a value per time step, at equal distances. */
export interface Series {
  /** As a run records them: decimal years as they are, dates as in ISO 8601; without a time column, 1, 2, 3, … */
  times: (number | string)[];
  /** The value to forecast first, then the features; as many values each as there are times. */
  columns: { name: string; values: Float64Array }[];
  /** The line of each row, from 1; of a row that was filled in, the line of the next one. */
  lines: number[];
  frequency: Frequency;
  /** The times that follow the last row, written like `times`. */
  timesAfter(count: number): (number | string)[];
  repairs: Repairs;
  /** How the file was read. */
  format: { encoding: Encoding; separator: Separator | null; timeColumn: string | null };
  /** As a run records it. */
  file: DataFile;
}

export interface LoadSeriesOptions extends Partial<NumberFormat> {
  /** Default: the only column beside the time. */
  value?: string;
  /** Further columns that forecasts are made from. */
  features?: readonly string[];
  /** Default: the column whose name says that it holds times, else the one that begins with a date; without one, rows follow each other. */
  time?: string;
  /** Default: that of the byte order mark, else UTF-8. */
  encoding?: Encoding;
  /** Repairs gaps, missing values, repeated and unordered times, instead of refusing them. */
  fill?: Fill;
}

/** Names of columns, in any case. */
const TIME_COLUMNS =
  'time date datetime timestamp month day week quarter year ds 시간 시각 날짜 일자 일시 월 연월 년월 분기 연도 년도 기간'.split(
    ' ',
  );

/**
 * Reads a series: CSV, TSV or JSON Lines, with a row per time step. Times are described at `parseTimes`.
 *
 * @throws DataError `missing-file`, `unreadable-file`, `empty-file` {file}; `malformed-file` {file, line};
 *   `not-a-number` {file, line}; `irregular-series` {file, line} for what `fill` repairs; `no-column` {file, role, columns};
 *   `invalid-option` for contradicting number formats
 * @throws UserError `wrong-encoding`
 */
export async function loadSeries(location: string, options: LoadSeriesOptions = {}): Promise<Series> {
  const { decimal = 'point', thousands = null, fill } = options;
  const parse = numberParser({ decimal, thousands });
  const { table, encoding, file } = await readTable(location, options.encoding);
  const timeColumn = timeColumnOf(table, location, options.time, parse);
  const columns = [valueColumnOf(table, location, timeColumn, options.value), ...(options.features ?? [])];
  checkColumns(table, location, columns, timeColumn);

  const times = timesOf(table, location, timeColumn, parse);
  const values = columns.map((column) => valuesOf(table, location, column, parse));
  const rows = table.rows.map(({ line }, i): SeriesRow => ({
    position: times.positions[i],
    label: times.labels[i],
    line,
    values: values.map((column) => column[i]),
  }));
  const source = { location, unit: times.unit, columns };
  const regular = fill ? repair(rows, source, fill) : checkRegular(rows, source);
  return {
    times: regular.rows.map(({ label }) => label),
    columns: columns.map((name, c) => ({
      name,
      values: Float64Array.from(regular.rows, (row) => row.values[c]),
    })),
    lines: regular.rows.map(({ line }) => line),
    frequency: timeColumn === null ? { name: 'without times', season: null } : regular.frequency,
    timesAfter: (count) =>
      Array.from({ length: count }, (_, i) => labelOf(times.unit, regular.positionAfter(i + 1))),
    repairs: regular.repairs,
    format: { encoding, separator: table.separator, timeColumn },
    file,
  };
}

function timeColumnOf(
  table: Table,
  location: string,
  given: string | undefined,
  parse: ParseNumber,
): string | null {
  if (given !== undefined) return existing(table, location, 'time', given);
  const named = columnsNamed(table, TIME_COLUMNS);
  const found = named.length > 0 ? named : columnsOfDates(table, parse);
  if (found.length < 2) return found[0] ?? null;
  throw noColumn(table, location, 'time', `the columns ${listed(found)} could all be the times`);
}

/** The columns that begin with a date. A number, such as 202401, may as well be a value. */
function columnsOfDates({ columns, rows }: Table, parse: ParseNumber): string[] {
  return columns.filter((_, field) => {
    const text = rows[0]?.fields[field]?.trim() ?? '';
    return parse(text) === null && isDate(text);
  });
}

function valueColumnOf(
  table: Table,
  location: string,
  timeColumn: string | null,
  given: string | undefined,
): string {
  if (given !== undefined) return existing(table, location, 'value', given);
  const others = table.columns.filter((name) => name !== timeColumn);
  if (others.length === 1) return others[0];
  const what =
    others.length === 0
      ? 'there is no column beside the time'
      : `the columns ${listed(others)} could all be the value`;
  throw noColumn(table, location, 'value', what);
}

function existing(table: Table, location: string, role: string, name: string): string {
  if (table.columns.includes(name)) return name;
  throw noColumn(table, location, role, `there is no column ${JSON.stringify(name)}`);
}

function checkColumns(
  table: Table,
  location: string,
  columns: readonly string[],
  timeColumn: string | null,
): void {
  for (const name of columns.slice(1)) existing(table, location, 'feature', name);
  const all = timeColumn === null ? columns : [timeColumn, ...columns];
  const repeated = all.find((name, i) => all.indexOf(name) < i);
  if (repeated === undefined) return;
  throw noColumn(table, location, 'feature', `the column ${JSON.stringify(repeated)} is named twice`);
}

type ParseNumber = (text: string) => number | null;

function timesOf(
  { columns, rows }: Table,
  location: string,
  timeColumn: string | null,
  parse: ParseNumber,
): { unit: TimeUnit; positions: number[]; labels: (number | string)[] } {
  if (timeColumn === null) {
    const positions = rows.map((_, i) => i + 1);
    return { unit: 'number', positions, labels: positions };
  }
  const field = columns.indexOf(timeColumn);
  const texts = rows.map(({ fields }) => fields[field]?.trim() ?? '');
  try {
    return parseTimes(texts, parse);
  } catch (error) {
    if (!isUserError(error) || error.code !== 'not-a-time') throw error;
    const index = Number(error.values.index);
    const code = /^\d+,\d+$/.test(texts[index]) ? 'not-a-number' : undefined;
    throw malformed(location, rows[index].line, error.message, code);
  }
}

/** NaN for a missing value. */
function valuesOf({ columns, rows }: Table, location: string, column: string, parse: ParseNumber): number[] {
  const field = columns.indexOf(column);
  return rows.map(({ fields, line }) => {
    const text = fields[field]?.trim() ?? '';
    if (isMissing(text)) return NaN;
    const value = parse(text);
    if (value !== null) return value;
    const what = `${JSON.stringify(text.slice(0, 20))} in the column ${JSON.stringify(column)} is not a decimal number`;
    throw malformed(location, line, what, 'not-a-number');
  });
}
