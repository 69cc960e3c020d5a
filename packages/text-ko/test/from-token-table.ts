import type { TokenTable } from '../src/token-table';

/** The tokens of each text. */
export function fromTokenTable({ words, lengths, ids }: TokenTable): string[][] {
  let start = 0;
  return Array.from(lengths, (length) => Array.from(ids.slice(start, (start += length)), (id) => words[id]));
}
