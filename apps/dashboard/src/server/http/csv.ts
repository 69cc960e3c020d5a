import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { attachment, bodyOfStream } from './route';

/**
 * A table to save under a name, sent row by row. Numbers that are not finite stand there as NaN, Infinity, -Infinity. A
 * text that a spreadsheet would take for a formula begins with `'`.
 *
 * @param bom marks the encoding, without which Excel takes Korean for something else
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
