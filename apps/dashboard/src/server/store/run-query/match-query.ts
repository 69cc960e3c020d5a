import { STATUSES } from '#api/names';
import { searchedText } from '../searched-text';
import { normalized } from '../text-search';
import { namedBy } from './names';
import { parseQuery } from './parse-query';
import { Patterns } from './patterns';
import { QueryError } from './query-error';
import type { RunRow } from '#api/runs';
import type { Named } from './names';
import type { Comparison, Order, Query } from './parse-query';

type Matcher = (row: RunRow) => boolean;

const COMPARE: Record<Order, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/**
 * Whether a run matches the query `text`.
 *
 * @param rows all runs: which names there are, and what regular expressions are tried on
 * @throws QueryError if it can't be parsed, names something that no run has, or compares what can't be compared
 */
export function queryMatcher(text: string, rows: RunRow[]): Matcher {
  const patterns = new Patterns(text);

  const matcherOf = (query: Query): Matcher => {
    switch (query.kind) {
      case 'word':
        return containing(query.text);
      case 'not': {
        const matches = matcherOf(query.part);
        return (row) => !matches(row);
      }
      case 'comparison':
        return comparing(query);
      default: {
        const parts = query.parts.map(matcherOf);
        return query.kind === 'and'
          ? (row) => parts.every((matches) => matches(row))
          : (row) => parts.some((matches) => matches(row));
      }
    }
  };

  const comparing = (comparison: Comparison): Matcher => {
    const named = namedBy(comparison.name, rows, text);
    const { operator, value } = comparison;
    if (operator === '~') {
      const texts = new Set(rows.flatMap((row) => named.valuesOf(row).map(String)));
      const matching = patterns.matching(value, texts);
      return (row) => named.valuesOf(row).some((one) => matching.has(String(one)));
    }
    if (operator === '=' || operator === '!=') {
      if (comparison.name.text.toLowerCase() === 'status') checkStatus(comparison, text);
      const equals = equalTo(value.text, named);
      return operator === '=' ? equals : (row) => !equals(row);
    }
    const limit = limitOf(comparison, named, text);
    const isInOrder = COMPARE[operator];
    return (row) => named.valuesOf(row).some((one) => typeof one === 'number' && isInOrder(one, limit));
  };

  return matcherOf(parseQuery(text));
}

function containing(word: string): Matcher {
  const searched = normalized(word);
  return (row) => searchedText(row).includes(searched);
}

function equalTo(value: string, { valuesOf }: Named): Matcher {
  const [number, searched] = [numberOf(value), normalized(value)];
  return (row) =>
    valuesOf(row).some((one) =>
      typeof one === 'number' ? one === number : normalized(String(one)) === searched,
    );
}

/** The number to compare with. */
function limitOf({ name, operator, value }: Comparison, { isText }: Named, query: string): number {
  if (isText) {
    const sentence = `${name.text} has no order; compare it with =, != or ~.`;
    throw new QueryError('query-no-order', query, name, sentence, { name: name.text });
  }
  const limit = numberOf(value.text);
  if (!Number.isNaN(limit)) return limit;
  throw new QueryError(
    'query-no-number',
    query,
    value,
    `“${operator}” compares with a number, which ${JSON.stringify(value.text)} is not; write a number, or compare with =, != or ~.`,
    { operator, value: value.text },
  );
}

function checkStatus({ value }: Comparison, query: string): void {
  if (STATUSES.some((status) => status === value.text.toLowerCase())) return;
  throw new QueryError(
    'query-unknown-status',
    query,
    value,
    `no status is called ${JSON.stringify(value.text)}; write one of ${STATUSES.join(', ')}.`,
    { value: value.text, statuses: STATUSES.join(', ') },
  );
}

/** NaN unless the text is a number. */
function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
