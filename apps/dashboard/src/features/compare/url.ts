import { createParser, createSerializer } from 'nuqs/server';
import { joinNames, splitNames } from '#api/name-list';

const parseAsNames = createParser({
  parse: splitNames,
  serialize: joinNames,
  eq: (a, b) => joinNames(a) === joinNames(b),
});

/** The selection lives in the URL: `?runs=a,b,c`. */
export const compareParsers = { runs: parseAsNames.withDefault([]) };
const withSearch = createSerializer(compareParsers);

/** Where these runs stand beside each other. */
export function comparePath(ids: readonly string[]): string {
  return withSearch('/compare', { runs: [...ids] });
}
