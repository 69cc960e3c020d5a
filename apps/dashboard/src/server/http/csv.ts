import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { attachment, bodyOfStream } from './route';

/**
 * A CSV download, streamed row by row. Non-finite numbers are written as NaN, Infinity, -Infinity; texts that a
 * spreadsheet would take for a formula are prefixed with `'`.
 *
 * @param bom adds a byte order mark, without which Excel misreads Korean
 */
export function csvResponse(
  name: string,
  columns: readonly string[],
  rows: Iterable<object> | AsyncIterable<object>,
  { bom = false } = {},
): Response {
  const csv = Readable.from(rows).compose(
    stringify({ header: true, bom, escape_formulas: true, columns: [...columns] }),
  );
  return new Response(bodyOfStream(csv), { headers: attachment(name, 'text/csv; charset=utf-8') });
}
