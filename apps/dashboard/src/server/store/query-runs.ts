import { isMetricKey, sortedMetricKeys } from '@rnn-lab/runs';
import { mean } from 'simple-statistics';
import { onePerSeed, seedSetKey } from '#api/seed-sets';
import { columnValue, compareValues, resultKeys, resultOf } from './columns';
import { statisticsOf } from './statistics';
import { normalized, wordMatcher } from './text-search';
import type { MetricKey } from '@rnn-lab/runs';
import type { RunGroup, RunRow, RunsPage, RunsQuery, RunsTableQuery } from '#api/runs';

/** The page of `rows` that `query` selects, sorted and grouped as it asks. */
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

/** All rows that match `query`, sorted. */
export function matchingRuns(rows: RunRow[], query: RunsTableQuery): RunRow[] {
  const { ids } = query;
  return sorted(rows.filter(ids ? ({ id }) => ids.includes(id) : matcher(query)), query.sort);
}

function matcher(query: RunsTableQuery): (row: RunRow) => boolean {
  const hasWords = wordMatcher(query.q);
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
      const summary = run?.summary[query.metric];
      const value = resultOf(row, query.metric) ?? summary?.best ?? summary?.last ?? NaN;
      if (!(value >= min && value <= max)) return false;
    }
    return hasWords(() => searchedText(row));
  };
}

/** The timestamp itself; for a date without a time, the last millisecond of that day. */
function endOf(timestamp: string): number {
  return Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(timestamp) ? `${timestamp}T23:59:59.999Z` : timestamp);
}

const searched = new WeakMap<RunRow, string>();

function searchedText(row: RunRow): string {
  const known = searched.get(row);
  if (known !== undefined) return known;
  const { id, run, annotations } = row;
  const params = Object.entries(run?.params ?? {}).map(([name, value]) => `${name}=${value}`);
  const texts = [id, run?.experiment, run?.model, run?.title.en, run?.title.ko, ...params];
  const text = normalized([...texts, ...annotations.tags, annotations.notes].join('\n'));
  searched.set(row, text);
  return text;
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
      run: run && {
        experiment: run.experiment,
        title: run.title,
        params: run.params,
        reference: run.reference,
        metricInfo: run.metricInfo,
        model: run.model,
        engine: run.engine,
        data: run.data,
        testRows: run.testRows,
      },
      seeds: seedsOf(members),
      startedAt: newestStart(members),
      duration: meanDuration(members),
      results: statisticsOf(counted),
    };
  });
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

const facets = new WeakMap<RunRow[], RunsPage['facets']>();

/** The values that the rows can be filtered by, and the columns that can be shown. */
export function facetsOf(rows: RunRow[]): RunsPage['facets'] {
  const known = facets.get(rows) ?? findFacets(rows);
  facets.set(rows, known);
  return known;
}

function findFacets(rows: RunRow[]): RunsPage['facets'] {
  const experiments = new Set<string>();
  const tags = new Set<string>();
  const params = new Set<string>();
  const metrics = new Set<MetricKey>();
  for (const row of rows) {
    const { run, annotations } = row;
    annotations.tags.forEach((tag) => tags.add(tag));
    if (!run) continue;
    experiments.add(run.experiment);
    Object.keys(run.params).forEach((name) => params.add(name));
    Object.keys(run.summary)
      .filter(isMetricKey)
      .concat(resultKeys(row))
      .forEach((key) => metrics.add(key));
  }
  return {
    experiments: [...experiments].sort(),
    tags: [...tags].sort(),
    params: [...params].sort(),
    metrics: sortedMetricKeys(metrics),
  };
}
