import { extname } from 'node:path';
import { decodeText } from './decode-text';
import type { Encoding } from './decode-text';
import { DataError } from './errors';
import { readIfThere } from './read-if-there';
import { readTable } from './read-table';
import { textColumnOf } from './text-columns';

export interface TextLine {
  text: string;
  /** From 1; the last one of a row whose quoted fields have several. */
  line: number;
}

export interface LoadTextsOptions {
  /** Makes any file a table. Default: the column whose name says that it holds texts. */
  textColumn?: string;
  /** Default: that of the byte order mark, else UTF-8. */
  encoding?: Encoding;
}

const TABLES = ['.csv', '.tsv', '.jsonl', '.ndjson'];

/**
 * Reads texts without labels: a column of a table (`.csv`, `.tsv`, `.jsonl`, `.ndjson`), else every line of the file. Empty
 * ones stay.
 *
 * @throws DataError `missing-file`, `unreadable-file`, `empty-file` {file}; of a table also `malformed-file` {file, line} and
 *   `no-column` {file, role, columns}
 * @throws UserError `wrong-encoding`
 */
export async function loadTexts(
  location: string,
  { textColumn, encoding }: LoadTextsOptions = {},
): Promise<TextLine[]> {
  const isTable = textColumn !== undefined || TABLES.includes(extname(location).toLowerCase());
  return isTable ? ofTable(location, textColumn, encoding) : ofLines(location, encoding);
}

async function ofTable(location: string, textColumn?: string, encoding?: Encoding): Promise<TextLine[]> {
  const { table } = await readTable(location, encoding);
  const field = table.columns.indexOf(textColumnOf(table, location, 'text', textColumn));
  return table.rows.map(({ fields, line }) => ({ text: fields[field] ?? '', line }));
}

async function ofLines(location: string, encoding?: Encoding): Promise<TextLine[]> {
  const content = await readIfThere(location);
  if (!content) {
    throw new DataError(
      'missing-file',
      `There is no file ${location}: name a file with a text per line, or a CSV, TSV or JSONL file.`,
      { file: location },
    );
  }
  const lines = decodeText(content, location, encoding).text.split(/\r\n?|\n/);
  // The last line's end begins no other line.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((text, i) => ({ text, line: i + 1 }));
}
