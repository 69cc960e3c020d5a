import { isMetricKey } from '@rnn-lab/runs/metrics';
import { createParser, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { GROUPINGS, STATUSES } from '#api/names';
import { finiteNumber, isDay, isSort } from './filters';
import type { inferParserType } from 'nuqs/server';

const parseAsSort = createParser({ parse: (text) => (isSort(text) ? text : null), serialize: String });
const parseAsDay = createParser({ parse: (text) => (isDay(text) ? text : null), serialize: String });
const parseAsMetric = createParser({ parse: (text) => (isMetricKey(text) ? text : null), serialize: String });
const parseAsNumber = createParser({ parse: finiteNumber, serialize: String });

/** The URL of the runs page: filters, sort order and grouping. */
export const runsParsers = {
  q: parseAsString.withDefault(''),
  experiment: parseAsString,
  status: parseAsStringLiteral(STATUSES),
  tag: parseAsString,
  from: parseAsDay,
  to: parseAsDay,
  metric: parseAsMetric,
  min: parseAsNumber,
  max: parseAsNumber,
  archived: parseAsBoolean.withDefault(false),
  sort: parseAsSort.withDefault('-started'),
  group: parseAsStringLiteral(GROUPINGS).withDefault('none'),
};
export type RunsFilters = inferParserType<typeof runsParsers>;
