import { damaged } from './damaged';

const NAME_BYTES = 32;
/** The file has bits for the characters up to U+FFFE. */
const CODE_POINTS = 0xffff;
const CODE_UNITS = 0x10000;

/** The bits that hold a character's categories. */
const CATEGORIES = 0x3ffff;

/** Whether two characters share a category. */
export const alike = (a: number, b: number): boolean => (a & b & CATEGORIES) !== 0;
/** The category of the unknown words that begin with the character. */
export const category = (bits: number): number => (bits >>> 18) & 0xff;
/** The maximum length of an unknown word that begins here, besides a whole run. */
export const unknownLength = (bits: number): number => (bits >>> 26) & 0xf;
/** Whether a run of characters that share a category may be one unknown word. */
export const groups = (bits: number): boolean => ((bits >>> 30) & 1) === 1;
/** Whether unknown words are candidates even if the dictionary has a word here. */
export const invokes = (bits: number): boolean => bits >>> 31 === 1;

/** MeCab's character categories, `char.bin`. */
export interface Characters {
  /** The names of the categories: the keys of the dictionary of unknown words. */
  readonly names: readonly string[];
  /** The bits of each UTF-16 code unit. */
  readonly bits: Uint32Array;
}

/** @throws TextError `damaged-dictionary` if the size of the file contradicts its header */
export function readCharacters(path: string, file: SharedArrayBuffer): Characters {
  const count = file.byteLength < 4 ? 0 : new Uint32Array(file, 0, 1)[0];
  const bitsAt = 4 + count * NAME_BYTES;
  if (file.byteLength !== bitsAt + 4 * CODE_POINTS) throw damaged(path);
  const names = Array.from({ length: count }, (_, i) =>
    Buffer.from(file, 4 + i * NAME_BYTES, NAME_BYTES)
      .toString('utf8')
      .replace(/\0+$/, ''),
  );
  const bits = new Uint32Array(CODE_UNITS);
  bits.set(new Uint32Array(file, bitsAt));
  // MeCab treats every character above U+FFFF as U+0000.
  bits.fill(bits[0], 0xd800, 0xe000);
  return { names, bits };
}
