import { CsvError, parse } from 'csv-parse/sync';
import type { Info } from 'csv-parse/sync';

import { DataError } from './errors';

/** One value of a time series. */
export interface Observation {
  /** In years, for the deaths. */
  time: number;
  value: number;
}

/** A line of a CSV file, by its number from 1. */
interface Line {
  number: number;
  fields: string[];
}

/**
 * Reads a CSV with the columns `time` and `value`, others ignored, the time increasing. A byte order
 * mark, quotes, spaces around a field and the line ends of Windows are fine.
 *
 * @param location what errors call the file
 * @param minRows how many rows its user needs
 * @throws DataError with the line of what is malformed
 */
export function parseSeries(content: Buffer, location: string, minRows: number): Observation[] {
  try {
    return observations(parseLines(content), minRows);
  } catch (error) {
    if (error instanceof Malformed) {
      throw new DataError(
        'malformed-file',
        `${location}, ${error.message}: correct the file, or name another.`,
        { file: location },
      );
    }
    throw error;
  }
}

class Malformed extends Error {
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
  }
}

function parseLines(content: Buffer): Line[] {
  try {
    const records = parse(content, {
      info: true,
      bom: true,
      trim: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    // What the option `info` gives is missing from the library's types.
    return (records as unknown as { info: Info; record: string[] }[]).map(({ info, record }) => ({
      number: info.lines,
      fields: record,
    }));
  } catch (error) {
    if (error instanceof CsvError) {
      throw new Malformed(Number(error.lines), error.message);
    }
    throw error;
  }
}

function observations([header, ...lines]: Line[], minRows: number): Observation[] {
  const columns = header?.fields ?? [];
  for (const column of ['time', 'value']) {
    if (!columns.includes(column)) {
      throw new Malformed(1, `there is no column "${column}"`);
    }
  }
  const rows = lines.map((line) => observation(line, columns));
  const late = rows.findIndex(({ time }, i) => i > 0 && time <= rows[i - 1].time);
  if (late !== -1) {
    throw new Malformed(
      lines[late].number,
      `the time ${rows[late].time} is not after ${rows[late - 1].time}, that of the row before`,
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
  if (fields.length === 1 && fields[0] === '') {
    throw new Malformed(number, 'the line is empty');
  }
  if (fields.length !== columns.length) {
    throw new Malformed(number, `columns: ${fields.length} instead of ${columns.length}`);
  }
  const numberIn = (column: string) => {
    const field = fields[columns.indexOf(column)];
    const value = Number(field);
    if (field === '' || !Number.isFinite(value)) {
      throw new Malformed(
        number,
        `the ${column} is ${JSON.stringify(field.slice(0, 20))} instead of a number`,
      );
    }
    return value;
  };
  return { time: numberIn('time'), value: numberIn('value') };
}
