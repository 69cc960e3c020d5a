import { SORT } from '#api/names';
import { timestampIn } from './timestamp-in';
import type { RunsFilters } from './filters-url';

export const NO_FILTERS = {
  q: null,
  experiment: null,
  status: null,
  tag: null,
  from: null,
  to: null,
  metric: null,
  min: null,
  max: null,
  archived: null,
};

/** The query of GET /runs; days as for `tableSearch`. */
export function runsSearch(
  filters: RunsFilters,
  page: { groupKey?: string; offset: number; limit: number },
  timeZone: string,
): URLSearchParams {
  const search = tableSearch(filters, timeZone);
  for (const [name, value] of Object.entries({ group: filters.group, ...page })) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search;
}

/** The query of GET /runs.csv; days begin and end as in `timeZone`, an IANA name. */
export function tableSearch(filters: RunsFilters, timeZone: string): URLSearchParams {
  const { from, to, ...rest } = filters;
  const query = {
    ...rest,
    group: null,
    from: from && timestampIn(timeZone, `${from}T00:00:00.000`),
    to: to && timestampIn(timeZone, `${to}T23:59:59.999`),
  };
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

/** Number of active filters in the popover. */
export function hiddenFilters({ from, to, metric, archived }: RunsFilters): number {
  return [from ?? to, metric, archived || null].filter((value) => value !== null).length;
}

/** Reverses the order if the column is already sorted. Numbers and timestamps start with the highest. */
export function nextSort(sort: string, column: string, descendingFirst: boolean): string {
  if (sort === column) return `-${column}`;
  if (sort === `-${column}`) return column;
  return descendingFirst ? `-${column}` : column;
}

/** Whether the text is a sort order of the API. */
export function isSort(text: string): boolean {
  return SORT.test(text);
}

/** The text as a number; null if it isn't a finite one. */
export function finiteNumber(text: string): number | null {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Whether the text is a date like `2026-11-24`. */
export function isDay(text: string): boolean {
  return /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
