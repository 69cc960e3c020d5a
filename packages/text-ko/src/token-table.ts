/** The tokens of many texts, each distinct token stored once. */
export interface TokenTable {
  /** The distinct tokens, in the order of their first appearance. */
  readonly words: readonly string[];
  /** The number of tokens per text. */
  readonly lengths: Uint32Array;
  /** The tokens of all texts, one text after the other, as indices into `words`. */
  readonly ids: Uint32Array;
}

/** The table of texts that are split into tokens. */
export function toTokenTable(texts: readonly (readonly string[])[]): TokenTable {
  const numbers = new Map<string, number>();
  const lengths = Uint32Array.from(texts, ({ length }) => length);
  const ids = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  let i = 0;
  for (const tokens of texts) for (const token of tokens) ids[i++] = numberOf(token, numbers);
  return { words: [...numbers.keys()], lengths, ids };
}

/** Concatenates tables: the first texts, the next and so on. */
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

function numberOf(word: string, numbers: Map<string, number>): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  numbers.set(word, numbers.size);
  return numbers.size - 1;
}
