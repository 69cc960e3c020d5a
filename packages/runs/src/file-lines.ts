import { readSync } from 'node:fs';

/** Bytes; a longer line is no line of a run, and is not kept in memory. */
export const LINE_BYTES = 1 << 26;
/** Bytes read at once. */
const PAGE_BYTES = 1 << 22;

/**
 * The complete lines among the first `bytes` of an open file, each with the byte at which it ends. A file of any length takes
 * little memory. Ends at a line that is longer than `LINE_BYTES`. Throws system errors.
 */
export function* fileLines(descriptor: number, bytes = Infinity): Generator<{ text: string; end: number }> {
  let start = 0;
  let rest: Buffer = Buffer.alloc(0);
  while (rest.length <= LINE_BYTES) {
    const position = start + rest.length;
    const page = Buffer.alloc(Math.min(PAGE_BYTES, bytes - position));
    const read = readSync(descriptor, page, 0, page.length, position);
    if (read === 0) return;
    const content = Buffer.concat([rest, page.subarray(0, read)]);
    let begin = 0;
    for (let end; (end = content.indexOf('\n', begin) + 1) > 0; begin = end) {
      yield { text: content.toString('utf8', begin, end), end: start + end };
    }
    start += begin;
    rest = content.subarray(begin);
  }
}
