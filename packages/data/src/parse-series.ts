import { CsvError, parse } from 'csv-parse/sync';
import type { Info } from 'csv-parse/sync';

import { DataError, emptyFile, listed } from './errors';
import { decodeUtf8 } from './utf8';

/** One value of a time series. */
export interface Observation {
  /** In years, for the deaths. */
  time: number;
  value: number;
}

/** A line of a CSV file that is not empty. */
interface Line {
  /** From 1, empty lines included. */
  number: number;
  fields: string[];
}

/** Decimal or scientific notation: `Number` also reads hexadecimal, octal and binary. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads a CSV with the columns `time` (increasing) and `value`; it ignores others. Allows quotes, spaces around a field,
 * line ends of Windows, and UTF-8 or UTF-16LE with a byte order mark. Empty lines are skipped, as in pandas.
 *
 * @param location what errors call the file
 * @param minRows how many rows the caller needs
 * @throws DataError `empty-file` {file}; `malformed-file` {file, line}
 * @throws UserError `not-utf8` {location, line}
 */
export function parseSeries(content: Buffer, location: string, minRows: number): Observation[] {
  try {
    const [header, ...lines] = parseLines(content, location);
    if (!header) throw emptyFile(location, 'name a CSV with the columns time and value');
    return observations(header, lines, minRows);
  } catch (error) {
    if (error instanceof Malformed) {
      throw new DataError(
        'malformed-file',
        `${location}, line ${error.line}: ${error.message}: correct the file, or name another.`,
        { file: location, line: error.line },
      );
    }
    throw error;
  }
}

class Malformed extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(what);
  }
}

function parseLines(content: Buffer, location: string): Line[] {
  try {
    const records = parse(decode(content, location), {
      info: true,
      raw: true,
      trim: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    // The library's types lack what the options `info` and `raw` add.
    return (records as unknown as { info: Info; raw: string; record: string[] }[]).flatMap(
      ({ info: { lines: number }, raw, record: fields }) => {
        if (raw.trim() !== '') return [{ number, fields }];
        if (/[^\r\n]/.test(raw)) throw new Malformed(number, 'the line has only white space');
        return [];
      },
    );
  } catch (error) {
    if (error instanceof CsvError) {
      throw new Malformed(Number(error.lines), error.message);
    }
    throw error;
  }
}

/** Ends with a line end, without which the parser would drop a last line of spaces. */
function decode(content: Buffer, location: string): string {
  const isUtf16 = content[0] === 0xff && content[1] === 0xfe;
  const text = isUtf16 ? new TextDecoder('utf-16le').decode(content) : decodeUtf8(content, location);
  return /[\r\n]$/.test(text) ? text : `${text}\n`;
}

function observations(header: Line, lines: Line[], minRows: number): Observation[] {
  const columns = header.fields;
  for (const column of ['time', 'value']) {
    if (!columns.includes(column)) {
      const found = `separated by commas, the columns are ${listed(columns)}`;
      throw new Malformed(header.number, `there is no column "${column}"; ${found}`);
    }
  }
  const rows = lines.map((line) => observation(line, columns));
  const late = rows.findIndex(({ time }, i) => i > 0 && time <= rows[i - 1].time);
  if (late !== -1) {
    throw new Malformed(
      lines[late].number,
      `the time ${rows[late].time} is not after ${rows[late - 1].time}, the time of the preceding row`,
    );
  }
  if (rows.length < minRows) {
    const end = lines.at(-1) ?? header;
    throw new Malformed(
      end.number,
      `the file ends after ${rows.length} rows of the ${minRows} that are needed`,
    );
  }
  return rows;
}

function observation({ number, fields }: Line, columns: string[]): Observation {
  if (fields.length !== columns.length) {
    throw new Malformed(number, `columns: ${fields.length} instead of ${columns.length}`);
  }
  const numberIn = (column: string) => {
    const field = fields[columns.indexOf(column)];
    const value = Number(field);
    if (!DECIMAL.test(field) || !Number.isFinite(value)) {
      throw new Malformed(
        number,
        `the ${column} is ${JSON.stringify(field.slice(0, 20))} instead of a decimal number`,
      );
    }
    return value;
  };
  return { time: numberIn('time'), value: numberIn('value') };
}
