import { isMetricKey } from '@rnn-lab/runs/metrics';
import { secondsOf } from '#api/duration';
import { columnValue, metricValue } from '../columns';
import { facetsOf } from '../facets';
import { QueryError } from './query-error';
import type { RunRow } from '#api/runs';
import type { Piece } from './parse-query';

type Value = string | number | boolean;

/** What a name stands for: a run's values under it, none if it has none. */
export interface Named {
  valuesOf: (row: RunRow) => Value[];
  /** It has no order and is compared as text. */
  isText: boolean;
}

const text = (valuesOf: Named['valuesOf']): Named => ({ valuesOf, isText: true });
const ordered = (valuesOf: Named['valuesOf']): Named => ({ valuesOf, isText: false });

/** Names of what every run has. A parameter with one of these names is `param.<name>`. */
const FIELDS: Record<string, Named> = {
  id: text(({ id }) => [id]),
  experiment: text(({ run }) => present(run?.experiment)),
  model: text(({ run }) => present(run?.model)),
  status: text(({ run }) => [run?.status ?? 'broken']),
  engine: text(({ run }) => present(run?.engine)),
  tag: text(({ annotations }) => annotations.tags),
  notes: text(({ annotations }) => [annotations.notes]),
  seed: ordered(({ run }) => present(run?.seed)),
  duration: ordered(({ run }) => present(run && secondsOf(run))),
};

/**
 * What `name` stands for: a field, a parameter (`batchSize` or `batch-size`), a metric (`test.accuracy`: the result, else the
 * best or last value so far), or a column as the API sorts by it (`best.validation.loss`). Letters may be large or small,
 * like those of searched words.
 *
 * @throws QueryError `query-unknown-name` if none of `rows` has it
 */
export function namedBy(name: Piece, rows: RunRow[], query: string): Named {
  const { text: asked } = name;
  const { params, metrics } = facetsOf(rows);
  const field = among(Object.keys(FIELDS), asked);
  if (field !== undefined) return FIELDS[field];
  const unprefixed = asked.replace(/^param\./i, '');
  const param = among(params, unprefixed) ?? among(params, camelCase(unprefixed));
  if (param !== undefined) return ordered(({ run }) => present(run?.params[param]));
  const [, kind, rest = asked] = /^(best|last|result)\.(.*)$/i.exec(asked) ?? [];
  const key = among(metrics.filter(isMetricKey), rest);
  if (key !== undefined) {
    const column = kind && `${kind.toLowerCase()}.${key}`;
    return ordered((row) => present(column ? columnValue(row, column) : metricValue(row, key)));
  }
  throw unknownName(name, query, [...Object.keys(FIELDS), ...params, ...metrics]);
}

/** The name as it is written, else the first that differs in the case of letters alone. */
function among<Name extends string>(names: Name[], asked: string): Name | undefined {
  const lower = asked.toLowerCase();
  return names.find((one) => one === asked) ?? names.find((one) => one.toLowerCase() === lower);
}

/** Names that an error suggests. */
const MOST_SUGGESTED = 3;

function unknownName(name: Piece, query: string, known: string[]): QueryError {
  const asked = name.text.toLowerCase();
  const similar = known.filter((one) => {
    const other = one.toLowerCase();
    return other.includes(asked) || asked.includes(other);
  });
  const suggestions = similar.slice(0, MOST_SUGGESTED).join(', ');
  const hint = suggestions
    ? `did you mean ${suggestions}?`
    : 'write a parameter such as epochs, a metric such as test.accuracy, or quote a text.';
  return new QueryError(
    'query-unknown-name',
    query,
    name,
    `no run has a parameter or metric ${JSON.stringify(name.text)}; ${hint}`,
    { name: name.text, suggestions },
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function present<T extends Value>(value: T | null | undefined): T[] {
  return value === null || value === undefined ? [] : [value];
}
