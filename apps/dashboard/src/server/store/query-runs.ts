import { mean } from 'simple-statistics';
import { onePerSeed, seedSetKey } from '#api/seed-sets';
import { columnValue, compareValues, metricValue } from './columns';
import { facetsOf } from './facets';
import { queryMatcher } from './run-query/match-query';
import { statisticsOf } from './statistics';
import type { MetricKey } from '@rnn-lab/runs';
import type { RunGroup, RunRow, RunsPage, RunsQuery, RunsTableQuery, SharedOutline } from '#api/runs';

/**
 * The page of `rows` that `query` selects, sorted and grouped as it asks.
 *
 * @throws QueryError like `queryMatcher`
 */
export function pageOfRuns(rows: RunRow[], query: RunsQuery, { trash }: { trash: number }): RunsPage {
  const { group: by, groupKey } = query;
  const selected = matchingRuns(rows, query).filter(
    (row) => groupKey === undefined || groupKey === keyOf(row, by),
  );
  const isGrouped = by !== 'none' && groupKey === undefined;
  const groups = isGrouped ? sortedGroups(grouped(selected, by), query.sort) : [];
  const page = <T>(items: T[]) => items.slice(query.offset, query.offset + query.limit);
  return {
    total: isGrouped ? groups.length : selected.length,
    rows: isGrouped ? [] : page(selected),
    groups: page(groups),
    facets: facetsOf(rows),
    counts: {
      all: rows.length,
      archived: rows.filter(({ annotations }) => annotations.archived).length,
      trash,
    },
  };
}

/**
 * All rows that match `query`, sorted.
 *
 * @throws QueryError like `queryMatcher`
 */
export function matchingRuns(rows: RunRow[], query: RunsTableQuery): RunRow[] {
  const { ids } = query;
  return sorted(rows.filter(ids ? ({ id }) => ids.includes(id) : matcher(rows, query)), query.sort);
}

function matcher(rows: RunRow[], query: RunsTableQuery): (row: RunRow) => boolean {
  const matchesQuery = queryMatcher(query.q, rows);
  const from = query.from === undefined ? -Infinity : Date.parse(query.from);
  const to = query.to === undefined ? Infinity : endOf(query.to);
  const { min = -Infinity, max = Infinity } = query;
  return (row) => {
    const { run, annotations } = row;
    if (annotations.archived !== query.archived) return false;
    if (query.tag !== undefined && !annotations.tags.includes(query.tag)) return false;
    if (query.experiment !== undefined && run?.experiment !== query.experiment) return false;
    if (query.status !== undefined && (run?.status ?? 'broken') !== query.status) return false;
    if (query.from !== undefined || query.to !== undefined) {
      const start = run ? Date.parse(run.startedAt) : NaN;
      if (!(start >= from && start <= to)) return false;
    }
    if (query.metric !== undefined) {
      const value = metricValue(row, query.metric) ?? NaN;
      if (!(value >= min && value <= max)) return false;
    }
    return matchesQuery(row);
  };
}

/** The timestamp itself; for a date without a time, the last millisecond of that day. */
function endOf(timestamp: string): number {
  return Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(timestamp) ? `${timestamp}T23:59:59.999Z` : timestamp);
}

function sorted(rows: RunRow[], sort: string): RunRow[] {
  const { column, direction } = order(sort);
  // Ties are broken by start time, then by id, so that the order is stable.
  const keys = rows.map((row) => ({
    row,
    value: columnValue(row, column),
    started: columnValue(row, 'started'),
  }));
  keys.sort(
    (a, b) =>
      compareValues(a.value, b.value, direction) ||
      compareValues(a.started, b.started, -1) ||
      compareValues(a.row.id, b.row.id, 1),
  );
  return keys.map(({ row }) => row);
}

function order(sort: string): { column: string; direction: 1 | -1 } {
  return sort.startsWith('-') ? { column: sort.slice(1), direction: -1 } : { column: sort, direction: 1 };
}

function grouped(rows: RunRow[], by: 'experiment' | 'seeds'): RunGroup[] {
  const groups = new Map<string, RunRow[]>();
  for (const row of rows) {
    const key = keyOf(row, by);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return Array.from(groups, ([key, members]) => {
    const counted = by === 'seeds' ? onePerSeed(members, ({ run }) => run) : members;
    const [{ run }] = members;
    return {
      key,
      ids: members.map(({ id }) => id),
      run: run && sharedOf(run),
      seeds: seedsOf(members),
      startedAt: newestStart(members),
      duration: meanDuration(members),
      results: statisticsOf(counted),
    };
  });
}

/** What a run shares with the others of its group. */
export function sharedOf(run: NonNullable<RunRow['run']>): SharedOutline {
  const { experiment, title, params, reference, metricInfo, model, engine, data, testRows } = run;
  return { experiment, title, params, reference, metricInfo, model, engine, data, testRows };
}

function seedsOf(rows: RunRow[]): number {
  return new Set(rows.flatMap(({ run }) => (run ? [run.seed] : []))).size;
}

function newestStart(rows: RunRow[]): string | null {
  const isLater = (start: string, than: string | null) =>
    than === null || Date.parse(start) > Date.parse(than);
  return rows.reduce<string | null>(
    (newest, { run }) => (run && isLater(run.startedAt, newest) ? run.startedAt : newest),
    null,
  );
}

function meanDuration(rows: RunRow[]): number | null {
  const durations = rows.map((row) => columnValue(row, 'duration')).filter((value) => value !== null);
  return durations.length > 0 ? mean(durations.map(Number)) / 1000 : null;
}

/** The key of the run's group. */
function keyOf(row: RunRow, by: RunsQuery['group']): string {
  return by === 'seeds' ? seedsKey(row) : (row.run?.experiment ?? '');
}

const seedsKeys = new WeakMap<RunRow, string>();

function seedsKey(row: RunRow): string {
  const known = seedsKeys.get(row) ?? (row.run ? seedSetKey(row.run) : '');
  seedsKeys.set(row, known);
  return known;
}

/** Sorted by the group's aggregate if the column has one, else left in the order of each group's first row. */
function sortedGroups(groups: RunGroup[], sort: string): RunGroup[] {
  const { column, direction } = order(sort);
  const valueOf = groupValue(column);
  if (!valueOf) return groups;
  return groups.sort((a, b) => compareValues(valueOf(a), valueOf(b), direction));
}

/** The aggregate that a group shows in a column; null if the column has none. */
function groupValue(column: string): ((group: RunGroup) => number | null) | null {
  if (column === 'started') return ({ startedAt }) => (startedAt === null ? null : Date.parse(startedAt));
  if (column === 'duration') return ({ duration }) => duration;
  if (!column.startsWith('result.')) return null;
  const key = column.slice('result.'.length) as MetricKey;
  return ({ results }) => results[key]?.mean ?? null;
}
