'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { runPath } from '#api/links';
import { getJson } from '../connection/fetch-json';
import { extentOf, followCurves, withTail } from './follow-curves';
import type { UseQueryResult } from '@tanstack/react-query';
import type { RunEvents } from '#api/events';
import type { CurvesPage, MetricsUpdate, SeriesQuery } from '#api/metrics';
import type { Zoom } from '../chart';
import type { ShownCurves } from './follow-curves';

/** Recent updates kept for curves whose request was sent before the update but answered after it. */
const RECENT_UPDATES = 100;

export interface CurvesRun {
  id: string;
  metrics: readonly string[];
  /** null if unknown. */
  stepsPerEpoch: number | null;
  /** Data rendered into the page by the server. */
  first?: Partial<Record<string, CurvesPage>>;
}

export interface CurvesLook {
  x: SeriesQuery['x'];
  smoothing: number;
  zoom: Zoom | null;
  buckets?: number;
}

/** How far a run's lines are known. */
export interface RunCursor {
  id: string;
  fromByte: number;
  resumes: number;
}

/** By run id: the whole curves or, if zoomed, that range in finer buckets; both with the points that arrived since. */
export type CurvesOfRuns = Record<string, Partial<Record<string, ShownCurves>>>;

/** The curves of runs; `add` appends new lines. */
export function useLiveCurves(runs: readonly CurvesRun[], { x, smoothing, zoom, buckets }: CurvesLook) {
  const client = useQueryClient();
  const recent = useRef<RunEvents['metrics'][]>([]);
  const asked = runs.flatMap((run) => run.metrics.map((metric) => ({ run, metric })));
  const keyOf = (id: string, metric: string, part: Zoom | null = null) => [
    'curves',
    id,
    metric,
    x,
    buckets,
    part,
    smoothing,
  ];
  /** The same curves with another smoothing, shown until these have loaded. */
  const present = (id: string, metric: string, part: Zoom | null) =>
    client
      .getQueriesData<CurvesPage>({ queryKey: keyOf(id, metric, part).slice(0, -1) })
      .findLast(([, page]) => page)?.[1];

  async function fetchCurves(run: CurvesRun, metric: string, part: Zoom | null): Promise<CurvesPage> {
    const query = seriesParameters(metric, { x, smoothing, buckets, zoom: part });
    const address = `${runPath(run.id)}/series?${query}`;
    let page = await getJson<CurvesPage>(address);
    // Resumed in the meantime: what was asked for after the update has that resume.
    if (updatesOf(run).some(({ resumes }) => resumes > page.resumes)) page = await getJson(address);
    if (part) return page;
    return updatesOf(run).reduce(
      (caughtUp, update) => follow(run, metric, caughtUp, update) ?? caughtUp,
      page,
    );
  }

  function updatesOf({ id }: CurvesRun): RunEvents['metrics'][] {
    return recent.current.filter((update) => update.id === id);
  }

  function follow({ stepsPerEpoch }: CurvesRun, metric: string, page: CurvesPage, update: MetricsUpdate) {
    return followCurves(page, update, { metric, x, smoothing, stepsPerEpoch });
  }

  const whole = useQueries({
    queries: asked.map(({ run, metric }) => ({
      queryKey: keyOf(run.id, metric),
      queryFn: () => fetchCurves(run, metric, null),
      initialData: run.first?.[metric],
      placeholderData: () => present(run.id, metric, null),
      gcTime: 10_000,
    })),
    combine: outcomeOf,
  });
  const parts = useQueries({
    queries: asked.map(({ run, metric }) => ({
      queryKey: keyOf(run.id, metric, zoom),
      queryFn: () => fetchCurves(run, metric, zoom),
      enabled: zoom !== null,
      placeholderData: () => present(run.id, metric, zoom),
      gcTime: 10_000,
    })),
    combine: outcomeOf,
  });

  function pagesOf({ id, metrics }: CurvesRun): CurvesPage[] {
    return metrics.flatMap((metric) => client.getQueryData<CurvesPage>(keyOf(id, metric)) ?? []);
  }

  function add(update: RunEvents['metrics']) {
    recent.current = [...recent.current.slice(1 - RECENT_UPDATES), update];
    for (const { run, metric } of asked.filter(({ run }) => run.id === update.id)) {
      const queryKey = keyOf(run.id, metric);
      const page = client.getQueryData<CurvesPage>(queryKey);
      const followed = page && follow(run, metric, page, update);
      if (followed) {
        client.setQueryData(queryKey, followed);
        continue;
      }
      // After a resume, a zoomed part may have lost steps too.
      const isResumed = page && update.resumes > page.resumes;
      const stale = isResumed ? { queryKey: ['curves', run.id, metric] } : { queryKey, exact: true };
      void client.invalidateQueries(stale, { cancelRefetch: false });
    }
  }

  // As text, which is equal from render to render, unlike the list.
  const listed = JSON.stringify(asked.map(({ run, metric }) => [metric, run.id]));
  const curves = useMemo(() => {
    const found: CurvesOfRuns = {};
    (JSON.parse(listed) as [string, string][]).forEach(([metric, id], i) => {
      const page = whole.pages[i];
      const part = zoom && parts.pages[i];
      if (!page) return;
      (found[id] ??= {})[metric] = part ? { ...withTail(part, page, zoom.to), extent: extentOf(page) } : page;
    });
    return found;
  }, [listed, whole.pages, parts.pages, zoom]);

  return {
    curves,
    add,
    problem: whole.error,
    /** Whether everything has loaded, so that new lines can be appended. */
    isSettled: whole.isSettled,
    /** The cursor of the first missing line; null if nothing could be loaded. */
    cursorOf(run: CurvesRun): RunCursor | null {
      const pages = pagesOf(run);
      if (pages.length < run.metrics.length) return null;
      return {
        id: run.id,
        fromByte: Math.min(...pages.map(({ nextByte }) => nextByte)),
        resumes: Math.min(...pages.map(({ resumes }) => resumes)),
      };
    },
  };
}

// Outside the hook, so that equal results keep their identity.
function outcomeOf(answers: UseQueryResult<CurvesPage>[]) {
  return {
    pages: answers.map(({ data }) => data),
    error: answers.find(({ error }) => error)?.error ?? null,
    isSettled: answers.every(({ data, error }) => data ?? error),
  };
}

function seriesParameters(metric: string, { x, smoothing, zoom, buckets }: CurvesLook): URLSearchParams {
  return new URLSearchParams({
    metric,
    x,
    smoothing: String(smoothing),
    ...(buckets !== undefined && { buckets: String(buckets) }),
    ...(zoom && { from: String(zoom.from), to: String(zoom.to) }),
  });
}
