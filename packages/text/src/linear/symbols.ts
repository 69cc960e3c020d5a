import { composeHangul } from '@rnn-lab/text-ko';
import { sharedInt32 } from './shared';

/** What n-grams are made of: the characters or words of many texts, as ids. Shared between threads. */
export interface Symbols {
  /** From 1 up; 0 ends every text, and separates what no n-gram may span. */
  readonly ids: Int32Array;
  /** Text i has the ids from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
}

const SPACE = 0x20;

/**
 * Characters of lower-cased texts by word, each with a space on either side, as scikit-learn's analyzer `char_wb` reads them.
 * Decomposed Hangul is composed first. A character's id is its code point.
 */
export function characters(texts: readonly string[]): Symbols {
  const lower = texts.map((text) => composeHangul(text).toLowerCase());
  // At most two spaces and a separator more per word, which has at least a character and the white space after it.
  const ids = sharedInt32(lower.reduce((sum, { length }) => sum + 2 * length + 4, 0));
  const starts = sharedInt32(texts.length + 1);
  let end = 0;
  lower.forEach((text, row) => {
    let isInWord = false;
    for (let i = 0; i < text.length; i++) {
      const point = text.codePointAt(i) as number;
      if (isWhiteSpace(point)) {
        if (isInWord) ids[end] = SPACE;
        if (isInWord) end += 2;
        isInWord = false;
        continue;
      }
      if (point > 0xffff) i++;
      if (!isInWord) ids[end++] = SPACE;
      isInWord = true;
      ids[end++] = point;
    }
    if (isInWord) ids[end] = SPACE;
    if (isInWord) end += 2;
    starts[row + 1] = ++end;
  });
  return { ids: ids.subarray(0, end), starts };
}

/** Python's `str.isspace`. */
function isWhiteSpace(point: number): boolean {
  if (point < 0x80)
    return point === SPACE || (point >= 0x09 && point <= 0x0d) || (point >= 0x1c && point <= 0x1f);
  if (point === 0x85 || point === 0xa0) return true;
  if (point < 0x1680 || point > 0x3000) return false;
  return (
    [0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(point) || (point >= 0x2000 && point <= 0x200a)
  );
}

/**
 * Words as ids from 1 up, text by text.
 *
 * @param texts the words of each text
 */
export function words(texts: readonly ArrayLike<number>[]): Symbols {
  const starts = sharedInt32(texts.length + 1);
  texts.forEach(({ length }, text) => (starts[text + 1] = starts[text] + length + 1));
  const ids = sharedInt32(starts[texts.length]);
  texts.forEach((ofText, text) => ids.set(ofText, starts[text]));
  return { ids, starts };
}
