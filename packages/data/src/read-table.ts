import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { decodeText } from './decode-text';
import type { Encoding } from './decode-text';
import { DataError, listed } from './errors';
import type { DataFile } from './files';
import { parseJsonLines, parseTable } from './parse-table';
import type { Table } from './parse-table';
import { readIfThere } from './read-if-there';

export interface TableFile {
  table: Table;
  encoding: Encoding;
  /** As a run records it. */
  file: DataFile;
}

/**
 * Reads JSON Lines if the file's name ends with `.jsonl` or `.ndjson`, else CSV or TSV.
 *
 * @param encoding default: that of the byte order mark, else UTF-8
 * @throws DataError `missing-file`, `unreadable-file`, `empty-file` {file}; `malformed-file` {file, line}
 * @throws UserError `wrong-encoding`
 */
export async function readTable(location: string, encoding?: Encoding): Promise<TableFile> {
  const content = await readIfThere(location);
  if (!content) {
    throw new DataError('missing-file', `There is no file ${location}: name a CSV, TSV or JSONL file.`, {
      file: location,
    });
  }
  const decoded = decodeText(content, location, encoding);
  const isJsonLines = ['.jsonl', '.ndjson'].includes(extname(location).toLowerCase());
  const table = (isJsonLines ? parseJsonLines : parseTable)(decoded.text, location);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { table, encoding: decoded.encoding, file: { path: location, bytes: content.length, sha256 } };
}

/** The columns whose names, in any case, are among the usual ones. */
export function columnsNamed({ columns }: Table, usual: readonly string[]): string[] {
  return columns.filter((name) => usual.includes(name.trim().toLowerCase()));
}

/** @param what is wrong, without the period */
export function noColumn({ columns }: Table, location: string, role: string, what: string): DataError {
  return new DataError(
    'no-column',
    `${location}: ${what}; the columns are ${listed(columns)}: name the ${role} column.`,
    { file: location, role, columns: listed(columns) },
  );
}
