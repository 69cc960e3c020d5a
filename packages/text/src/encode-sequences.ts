import { padSequences } from './pad-sequences';
import type { EncodedTexts } from './pad-sequences';
import type { RankEncoding } from './word-index';

type Ids = readonly number[] | Int32Array;

/**
 * Texts that are ids already, as Keras's `imdb.load_data` returns them: padded and cut like `padSequences`. The id that begins
 * a text is no token; that of rare words is an unknown one.
 *
 * @throws UserError `max-length` unless maxLength is an integer from 1 up
 */
export function encodeSequences(
  sequences: readonly Ids[],
  { startIndex, oovIndex }: Pick<RankEncoding, 'startIndex' | 'oovIndex'>,
  maxLength: number,
): EncodedTexts {
  const rows = padSequences(sequences, maxLength);
  const lengths = Uint32Array.from(sequences, (ids) => ids.length - countIn(ids, startIndex));
  const unknowns = Uint32Array.from(sequences, (ids) => countIn(ids, oovIndex));
  const excess = sequences.map((ids) => ids.slice(0, Math.max(0, ids.length - maxLength)));
  const cuts = excess.map((ids) => ids.length - countIn(ids, startIndex) - countIn(ids, oovIndex));
  return {
    ...rows,
    coverage: {
      tokens: sum(lengths),
      unknown: sum(unknowns),
      cut: sum(cuts),
      cutTexts: cuts.filter((count) => count > 0).length,
      lengths,
      unknowns,
      unknownTokens: [],
    },
  };
}

export function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function countIn(ids: Ids, wanted: number): number {
  let count = 0;
  for (const id of ids) if (id === wanted) count++;
  return count;
}
