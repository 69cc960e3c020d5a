/** The tokens of many texts, without a string for each: different words once, and their numbers in the texts. */
export interface TokenTable {
  readonly words: readonly string[];
  /** How many tokens each text has. */
  readonly lengths: Uint32Array;
  /** The tokens of all texts, one text after the other: places in `words`. */
  readonly ids: Uint32Array;
}

export function toTokenTable(texts: readonly (readonly string[])[]): TokenTable {
  const numbers = new Map<string, number>();
  const lengths = Uint32Array.from(texts, ({ length }) => length);
  const ids = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  let i = 0;
  for (const tokens of texts) for (const token of tokens) ids[i++] = numberOf(token, numbers);
  return { words: [...numbers.keys()], lengths, ids };
}

/** One table of all texts, from tables of the first, the next and so on. */
export function joinTokenTables(tables: readonly TokenTable[]): TokenTable {
  const numbers = new Map<string, number>();
  const lengths = new Uint32Array(tables.reduce((sum, table) => sum + table.lengths.length, 0));
  const ids = new Uint32Array(tables.reduce((sum, table) => sum + table.ids.length, 0));
  let text = 0;
  let i = 0;
  for (const table of tables) {
    const numberOfWord = table.words.map((word) => numberOf(word, numbers));
    lengths.set(table.lengths, text);
    text += table.lengths.length;
    for (const id of table.ids) ids[i++] = numberOfWord[id];
  }
  return { words: [...numbers.keys()], lengths, ids };
}

/** The tokens of each text. All places of a word share one string. */
export function fromTokenTable({ words, lengths, ids }: TokenTable): string[][] {
  let i = 0;
  return Array.from(lengths, (length) => {
    const tokens = new Array<string>(length);
    for (let k = 0; k < length; k++) tokens[k] = words[ids[i++]];
    return tokens;
  });
}

function numberOf(word: string, numbers: Map<string, number>): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  numbers.set(word, numbers.size);
  return numbers.size - 1;
}
