import { parseAsArrayOf, parseAsString } from 'nuqs/server';

/** The selection lives in the URL: `?runs=a,b,c`. */
export const compareParsers = { runs: parseAsArrayOf(parseAsString).withDefault([]) };
