import { damaged } from './damaged';

const NAME_BYTES = 32;
/** The file has bits for all characters up to U+FFFE. */
const CODE_POINTS = 0xffff;
const CODE_UNITS = 0x10000;

/** The part of a character's bits that tells which categories it belongs to. */
const CATEGORIES = 0x3ffff;

/** Whether two characters share a category. */
export const alike = (a: number, b: number): boolean => (a & b & CATEGORIES) !== 0;
/** The category whose unknown words a character begins. */
export const category = (bits: number): number => (bits >>> 18) & 0xff;
/** Unknown words of 1 to this many characters may begin here. */
export const unknownLength = (bits: number): number => (bits >>> 26) & 0xf;
/** A run of alike characters may be one unknown word. */
export const groups = (bits: number): boolean => ((bits >>> 30) & 1) === 1;
/** Unknown words are tried even where the dictionary knows a word. */
export const invokes = (bits: number): boolean => bits >>> 31 === 1;

/** MeCab's character categories, `char.bin`. */
export interface Characters {
  /** The categories' names, which are the keys of the dictionary of unknown words. */
  readonly names: readonly string[];
  /** The bits of each UTF-16 code unit. */
  readonly bits: Uint32Array;
}

/** @throws {TextError} when the size of the file is not the one that its beginning tells. */
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
  // MeCab takes every character beyond U+FFFF for U+0000.
  bits.fill(bits[0], 0xd800, 0xe000);
  return { names, bits };
}
