'use client';

import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { getJson } from '../ui/api';
import { useLocale, useTimeZone } from '../ui/language';
import { useEvents } from '../ui/use-events';
import { runsSearch } from './filters';
import { throttled } from './throttled';
import type { UseQueryResult } from '@tanstack/react-query';
import type { RunsEvents, RunsPage } from '../server/contract';
import type { RunsFilters } from './filters-url';

/** Rows or groups fetched at once. */
export const PAGE_SIZE = 50;
/** Milliseconds between two looks at a list that keeps moving. */
const REFRESH_EVERY = 1_000;

/**
 * The runs that match, by pages: the first, and those of `wanted`. They move by themselves as runs do.
 * While other filters are being answered, the earlier answer stays (`isPending`).
 */
export function useRuns(
  filters: RunsFilters,
  wanted: readonly number[],
  initial: { filters: RunsFilters; page: RunsPage },
) {
  const { timeZone: firstZone } = useLocale();
  const timeZone = useTimeZone();
  const [answered, setAnswered] = useState(filters);
  const search = searchOf(filters, 0, timeZone);
  const first = useQuery({
    ...pageOptions(search),
    placeholderData: keepPreviousData,
    initialData: search === searchOf(initial.filters, 0, firstZone) ? initial.page : undefined,
  });
  if (!first.isPlaceholderData && !sameFilters(answered, filters)) setAnswered(filters);
  const numbers = wanted.filter((number) => number > 0);
  const others = useQueries({
    queries: numbers.map((number) => pageOptions(searchOf(answered, number, timeZone))),
    combine: dataOf,
  });

  const listed = String(numbers);
  const pages = useMemo(() => {
    const fetched = new Map<number, RunsPage>();
    if (first.data) fetched.set(0, first.data);
    others.forEach((page, i) => page && fetched.set(Number(listed.split(',')[i]), page));
    return fetched;
  }, [first.data, others, listed]);

  useRefreshWithRuns();
  return { first: first.data, pages, isPending: first.isPlaceholderData, error: first.error };
}

// Not written where it is used, so that equal answers stay the same list.
function dataOf(answers: UseQueryResult<RunsPage>[]): (RunsPage | undefined)[] {
  return answers.map(({ data }) => data);
}

function searchOf(filters: RunsFilters, number: number, timeZone: string): string {
  return String(runsSearch(filters, number * PAGE_SIZE, PAGE_SIZE, timeZone));
}

function pageOptions(search: string) {
  return {
    queryKey: ['runs', search],
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<RunsPage>(`/runs?${search}`, signal),
  };
}

/** Asks again for what is on screen whenever a run has changed, come or gone. */
function useRefreshWithRuns(): void {
  const client = useQueryClient();
  const refresh = useMemo(
    () => throttled(() => void client.invalidateQueries({ queryKey: ['runs'] }), REFRESH_EVERY),
    [client],
  );
  useEffect(() => refresh.cancel, [refresh]);
  useEvents<RunsEvents>('runs', () => '/events', { rows: refresh.call }, refresh.call);
}

function sameFilters(a: RunsFilters, b: RunsFilters): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
