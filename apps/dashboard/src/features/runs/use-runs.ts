'use client';

import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { getJson } from '#components/connection/fetch-json';
import { useLocale, useTimeZone } from '#components/language';
import { useEvents } from '#components/connection/use-events';
import { runsSearch } from './filters';
import { FIRST_PAGE, splitPageName } from './items';
import { throttled } from './throttled';
import type { UseQueryResult } from '@tanstack/react-query';
import type { RunsEvents } from '#api/events';
import type { RunsPage } from '#api/runs';
import type { RunsFilters } from './filters-url';
import type { PageName } from './items';

/** Rows or groups fetched at once. */
export const PAGE_SIZE = 50;
/** Minimum milliseconds between refetches of a list that keeps changing. */
const REFRESH_EVERY = 1_000;

/**
 * The runs that match, in pages: the first one, and those of `wanted`, kept up to date. While new filters are loading
 * (`isPending`), or if they are refused (`error`), the previous result stays.
 */
export function useRuns(
  filters: RunsFilters,
  wanted: readonly PageName[],
  initial: { filters: RunsFilters; page: RunsPage },
) {
  const { timeZone: firstZone } = useLocale();
  const timeZone = useTimeZone();
  const [last, setLast] = useState(initial);
  const search = searchOf(filters, FIRST_PAGE, timeZone);
  const first = useQuery({
    ...pageOptions(search),
    initialData: search === searchOf(initial.filters, FIRST_PAGE, firstZone) ? initial.page : undefined,
  });
  if (first.data && first.data !== last.page) setLast({ filters, page: first.data });
  const names = useMemo(() => wanted.filter((name) => name !== FIRST_PAGE), [wanted]);
  const others = useQueries({
    queries: names.map((name) => pageOptions(searchOf(last.filters, name, timeZone))),
    combine: dataOf,
  });

  const pages = useMemo(() => {
    const fetched = new Map<PageName, RunsPage>([[FIRST_PAGE, last.page]]);
    others.forEach((page, i) => page && fetched.set(names[i], page));
    return fetched;
  }, [last.page, others, names]);

  useRefreshWithRuns();
  return { page: last.page, pages, isPending: first.isPending, error: first.error };
}

// Outside the hook, so that equal results keep their identity.
function dataOf(answers: UseQueryResult<RunsPage>[]): (RunsPage | undefined)[] {
  return answers.map(({ data }) => data);
}

function searchOf(filters: RunsFilters, name: PageName, timeZone: string): string {
  const { number, ...group } = splitPageName(name);
  return String(runsSearch(filters, { ...group, offset: number * PAGE_SIZE, limit: PAGE_SIZE }, timeZone));
}

function pageOptions(search: string) {
  return {
    queryKey: ['runs', search],
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<RunsPage>(`/runs?${search}`, signal),
  };
}

/** Refetches the visible pages whenever a run is added, changed or removed. */
function useRefreshWithRuns(): void {
  const client = useQueryClient();
  const refresh = useMemo(
    () => throttled(() => void client.invalidateQueries({ queryKey: ['runs'] }), REFRESH_EVERY),
    [client],
  );
  useEffect(() => refresh.cancel, [refresh]);
  useEvents<RunsEvents>('runs', () => '/events', { rows: refresh.call }, refresh.call);
}
