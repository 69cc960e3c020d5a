import { CsvError, parse } from 'csv-parse/sync';
import type { Info } from 'csv-parse/sync';
import { DataError, emptyFile, listed } from './errors';

/** What separates the fields of a line. */
const SEPARATORS = [',', '\t', ';', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Records with the same fields. */
export interface Table {
  /** Their names are different. */
  columns: readonly string[];
  rows: TableRow[];
  /** null if each line is a JSON object. */
  separator: Separator | null;
}

export interface TableRow {
  /** In the order of the columns; null if a JSON object lacks one. */
  fields: readonly (string | null)[];
  /** From 1; the last one of a row whose quoted fields have several. */
  line: number;
}

/**
 * Reads a table with a header, by pandas's rules: fields may be in double quotes, with quotes doubled inside and line ends
 * kept; quotes elsewhere are characters like others; empty lines are skipped. Fields are separated by the character that
 * the header has most of. Line ends of Windows and of old Macs become line feeds. Unlike in pandas, spaces around a column's
 * name don't count, every row must have as many fields as the header, and no text means a missing value.
 *
 * @param location what errors call the file
 * @throws DataError `empty-file` {file}; `malformed-file` {file, line}
 */
export function parseTable(text: string, location: string): Table {
  const unix = text.replace(/\r\n?/g, '\n');
  const firstLine = unix.split('\n').find((line) => line !== '');
  if (firstLine === undefined) throw emptyFile(location, 'name a file with a header and rows');
  const separator = separatorOf(firstLine);
  const [{ fields: header, line }, ...rows] = parseRows(unix, location, separator);
  const columns = header.map((name) => name.trim());
  checkColumns(columns, location, line);
  const wrong = rows.find(({ fields }) => fields.length !== columns.length);
  if (wrong) {
    throw malformed(location, wrong.line, `columns: ${wrong.fields.length} instead of ${columns.length}`);
  }
  return { columns, rows, separator };
}

/**
 * Reads lines of JSON objects (JSON Lines). Their keys are the columns; values are strings, numbers or booleans.
 *
 * @param location what errors call the file
 * @throws DataError like `parseTable`
 */
export function parseJsonLines(text: string, location: string): Table {
  const objects = text.split(/\r?\n/).flatMap((line, i) => {
    if (line === '') return [];
    return [{ line: i + 1, object: parseObject(line, location, i + 1) }];
  });
  if (objects.length === 0) throw emptyFile(location, 'name a file with a JSON object per line');
  const columns = [...new Set(objects.flatMap(({ object }) => Object.keys(object)))];
  const rows = objects.map(({ line, object }) => ({
    line,
    fields: columns.map((column) => fieldOf(object, column, location, line)),
  }));
  return { columns, rows, separator: null };
}

function separatorOf(header: string): Separator {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const count = (separator: string) => unquoted.split(separator).length;
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function parseRows(
  text: string,
  location: string,
  delimiter: Separator,
): { fields: string[]; line: number }[] {
  try {
    const records = parse(text, {
      info: true,
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: '\n',
    });
    // The library's types lack what the option `info` adds.
    return (records as unknown as { info: Info; record: string[] }[]).map(({ info, record }) => ({
      fields: record,
      line: info.lines,
    }));
  } catch (error) {
    if (error instanceof CsvError) throw malformed(location, Number(error.lines), error.message);
    throw error;
  }
}

function checkColumns(columns: readonly string[], location: string, line: number): void {
  const repeated = columns.find((name, i) => columns.indexOf(name) < i);
  if (repeated === undefined) return;
  throw malformed(location, line, `the columns ${listed(columns)} repeat ${JSON.stringify(repeated)}`);
}

function parseObject(line: string, location: string, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw malformed(location, number, 'the line is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(location, number, 'the line is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function fieldOf(
  object: Record<string, unknown>,
  column: string,
  location: string,
  line: number,
): string | null {
  if (!Object.hasOwn(object, column) || object[column] === null) return null;
  const value = object[column];
  if (typeof value === 'object') {
    throw malformed(location, line, `"${column}" is neither a string, a number nor a boolean`);
  }
  return String(value);
}

/** @param what is wrong, without the period */
export function malformed(location: string, line: number, what: string, code = 'malformed-file'): DataError {
  return new DataError(code, `${location}, line ${line}: ${what}: correct the file, or name another.`, {
    file: location,
    line,
  });
}
