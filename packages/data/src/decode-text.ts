import { UserError } from '@rnn-lab/errors';
import { decode } from 'iconv-lite';
import { isUtf8 } from 'node:buffer';

/** Encodings of text files. CP949, which contains EUC-KR, is what Korean Windows programs save. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'cp949'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const MARKS: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a file, without a byte order mark.
 *
 * @param location what errors call the file
 * @param encoding default: that of the byte order mark, else UTF-8
 * @throws UserError `wrong-encoding` {location, encoding, line} for the first line that is not text in the encoding
 */
export function decodeText(
  bytes: Buffer,
  location: string,
  encoding: Encoding = encodingOf(bytes),
): { text: string; encoding: Encoding } {
  // Not by Node's TextDecoder: in CP949 it drops bytes, without an error even if `fatal`.
  const text = decode(bytes, encoding);
  const end = text.search(REPLACED);
  if (end === -1 || (encoding === 'utf-8' && isUtf8(bytes))) return { text, encoding };
  const line = text.slice(0, end).split('\n').length;
  throw new UserError(
    'wrong-encoding',
    `${location}, line ${line}: this is not text in ${encoding}: choose another encoding, or save it as UTF-8.`,
    { location, encoding, line },
  );
}

/** What stands for bytes that are no text. */
const REPLACED = /\uFFFD|\p{Surrogate}/u;

function encodingOf(bytes: Buffer): Encoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  return marked?.[0] ?? 'utf-8';
}
