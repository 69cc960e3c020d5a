import { damaged } from './damaged';

const HEADER_BYTES = 72;
const MAGIC = 0xef718f77;
const TOKEN_BYTES = 16;
const CODE_UNITS = 0x10000;
/** The maximum number of words that begin at one position: MeCab's own limit. */
const MAX_PREFIXES = 512;
/** No key continues with that byte. */
const NO_STATE = -1;

/** The words that begin at one position of a text. Overwritten by the next search. */
export interface Prefixes {
  count: number;
  /** Per word: `first token << 8 | number of tokens`. */
  readonly entries: Uint32Array;
  /** Per word: its end. */
  readonly ends: Int32Array;
}

/**
 * A dictionary file of MeCab (`sys.dic`, `unk.dic`): words, the tokens of each word, and their features.
 *
 * The words are the UTF-8 keys of a Darts double array. A state is a number `b`; byte `c` leads from it to the pair of
 * numbers at `b + c + 1`, whose first is the next state if the second equals `b`. A word ends in state `b` if the pair at
 * `b` itself begins with a negative number: −1 − its entry.
 */
export class Lexicon {
  readonly leftSize: number;
  readonly rightSize: number;
  readonly tokenCount: number;
  /** Eight numbers per token: left id, right id, part-of-speech id, cost, and four that are not used here. */
  readonly tokens: Uint16Array;
  /** The same numbers as signed integers, for the costs. */
  readonly costs: Int16Array;
  private readonly trie: Int32Array;
  /** The state after the first UTF-16 code unit of a word: precomputed, because most searches end there. */
  private readonly firstStates: Int32Array;
  private readonly prefixes: Prefixes = {
    count: 0,
    entries: new Uint32Array(MAX_PREFIXES),
    ends: new Int32Array(MAX_PREFIXES),
  };
  private readonly featureOffsets: Uint32Array;
  private readonly features: Buffer;

  /** @throws TextError `damaged-dictionary` if the size of the file contradicts its header */
  constructor(path: string, file: SharedArrayBuffer) {
    if (file.byteLength < HEADER_BYTES) throw damaged(path);
    const [magic, , , , leftSize, rightSize, trieBytes, tokenBytes, featureBytes] = new Uint32Array(
      file,
      0,
      HEADER_BYTES / 4,
    );
    const tokensAt = HEADER_BYTES + trieBytes;
    const featuresAt = tokensAt + tokenBytes;
    const bytes = featuresAt + featureBytes;
    if ((magic ^ MAGIC) >>> 0 !== bytes || file.byteLength !== bytes) throw damaged(path);

    this.leftSize = leftSize;
    this.rightSize = rightSize;
    this.trie = new Int32Array(file, HEADER_BYTES, trieBytes / 4);
    this.tokens = new Uint16Array(file, tokensAt, tokenBytes / 2);
    this.costs = new Int16Array(file, tokensAt, tokenBytes / 2);
    this.tokenCount = tokenBytes / TOKEN_BYTES;
    this.featureOffsets = new Uint32Array(file, tokensAt, tokenBytes / 4);
    this.features = Buffer.from(file, featuresAt, featureBytes);
    this.firstStates = new Int32Array(CODE_UNITS);
    for (let unit = 0; unit < CODE_UNITS; unit++)
      this.firstStates[unit] = step(this.trie, this.trie[0], unit);
  }

  /** The words that are prefixes of the code units from `start` to `end`, the shortest first. */
  findPrefixes(units: Uint16Array, start: number, end: number): Prefixes {
    const { trie, prefixes } = this;
    const { entries, ends } = prefixes;
    let count = 0;
    let state = this.firstStates[units[start]];
    for (let i = start + 1; state !== NO_STATE; i++) {
      const value = trie[2 * state];
      if (value < 0 && trie[2 * state + 1] === state) {
        entries[count] = -1 - value;
        ends[count] = i;
        count++;
      }
      if (i === end) break;
      state = step(trie, state, units[i]);
    }
    prefixes.count = count;
    return prefixes;
  }

  /** The entry of a word; undefined if the dictionary does not have it. */
  find(word: string): number | undefined {
    const { count, entries, ends } = this.findPrefixes(
      Uint16Array.from(word, (c) => c.charCodeAt(0)),
      0,
      word.length,
    );
    return count > 0 && ends[count - 1] === word.length ? entries[count - 1] : undefined;
  }

  /** A token's feature. */
  feature(token: number): string {
    const start = this.featureOffsets[token * 4 + 2];
    return this.features.toString('utf8', start, this.features.indexOf(0, start));
  }
}

/** The state that the UTF-8 bytes of a code unit lead to. Half a surrogate pair leads nowhere: no word contains one. */
function step(trie: Int32Array, state: number, unit: number): number {
  if (unit < 0x80) return stepByte(trie, state, unit);
  if (unit < 0x800) {
    const second = stepByte(trie, state, 0xc0 | (unit >> 6));
    return second === NO_STATE ? NO_STATE : stepByte(trie, second, 0x80 | (unit & 0x3f));
  }
  const second = stepByte(trie, state, 0xe0 | (unit >> 12));
  if (second === NO_STATE) return NO_STATE;
  const third = stepByte(trie, second, 0x80 | ((unit >> 6) & 0x3f));
  return third === NO_STATE ? NO_STATE : stepByte(trie, third, 0x80 | (unit & 0x3f));
}

function stepByte(trie: Int32Array, state: number, byte: number): number {
  const place = 2 * (state + byte + 1);
  return trie[place + 1] === state ? trie[place] : NO_STATE;
}
