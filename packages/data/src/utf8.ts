import { isUtf8 } from 'node:buffer';

import { UserError } from '@rnn-lab/errors';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Of Windows, or of old Macs. */
const LINE_END = /\r\n?/g;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * The text of UTF-8 bytes, without a byte order mark. Every line end becomes `\n`: those of Windows, and a lone `\r`, as in
 * Python.
 *
 * @param location what errors call the bytes
 * @throws UserError `not-utf8` {location, line} with the number of the first line that is not UTF-8
 */
export function decodeUtf8(bytes: Buffer, location: string): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes).replace(LINE_END, '\n');
  const valid = linesBeforeError(bytes);
  throw notUtf8(location, valid.toString('utf8').replace(LINE_END, '\n').split('\n').length);
}

/**
 * The lines of a stream of UTF-8 bytes, as many at a time as have arrived. Line ends may be those of Windows, or a lone
 * `\r`; a byte order mark is skipped.
 *
 * @param location what errors call the stream
 * @throws UserError `not-utf8` {location, line} at the first line that is not UTF-8, after the lines that precede it
 */
export async function* utf8Lines(
  chunks: AsyncIterable<Uint8Array>,
  location: string,
): AsyncGenerator<string[]> {
  let line = 1;
  for await (const block of wholeLines(withoutMark(chunks))) {
    const valid = isUtf8(block) ? block : linesBeforeError(block);
    const lines = valid.toString('utf8').replace(LINE_END, '\n').split('\n').slice(0, -1);
    if (lines.length > 0) yield lines;
    line += lines.length;
    if (valid !== block) {
      throw notUtf8(location, line);
    }
  }
}

/** The bytes that follow a byte order mark, if there is one. */
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (!start) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    const isMark = BYTE_ORDER_MARK.subarray(0, start.length).equals(
      start.subarray(0, BYTE_ORDER_MARK.length),
    );
    if (isMark && start.length < BYTE_ORDER_MARK.length) continue;
    yield isMark ? start.subarray(BYTE_ORDER_MARK.length) : start;
    start = null;
  }
  if (start?.length) yield start;
}

/** Blocks of bytes that end with a line; a line feed is added to a last line without a line end. */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield Buffer.concat([...pending, chunk.subarray(0, end)]);
      pending = [];
    }
    if (end < chunk.length) pending.push(chunk.subarray(end));
  }
  const rest = Buffer.concat(pending);
  if (rest.length > 0)
    yield rest.at(-1) === CARRIAGE_RETURN ? rest : Buffer.concat([rest, Buffer.of(LINE_FEED)]);
}

/** The lines that precede the first one that is not UTF-8. */
function linesBeforeError(block: Buffer): Buffer {
  let start = 0;
  for (;;) {
    const end = block.indexOf(LINE_FEED, start) + 1 || block.length;
    if (!isUtf8(block.subarray(start, end))) return block.subarray(0, start);
    start = end;
  }
}

function notUtf8(location: string, line: number): UserError {
  return new UserError(
    'not-utf8',
    `${location}, line ${line}: this is not UTF-8 text: save it as UTF-8, or convert it with iconv.`,
    { location, line },
  );
}
