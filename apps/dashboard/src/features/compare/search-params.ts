import { createParser } from 'nuqs/server';
import { joinNames, splitNames } from '#api/name-list';

export const parseAsNames = createParser({
  parse: splitNames,
  serialize: joinNames,
  eq: (a, b) => joinNames(a) === joinNames(b),
});

/** The query that `comparePage` writes: `?runs=a,b,c`. */
export const compareParsers = { runs: parseAsNames.withDefault([]) };
