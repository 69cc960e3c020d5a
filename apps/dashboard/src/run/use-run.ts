'use client';

import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { getJson } from '../ui/api';
import { useEvents } from '../ui/use-events';
import { followCurves, plannedSteps, withTail } from './follow-curves';
import type { CurvesView } from './follow-curves';
import type { Metric } from '@rnn-lab/runs';
import type { CurvesPage, MetricsUpdate, RunDetail, RunEvents, SeriesQuery } from '../server/contract';
import type { Zoom } from '../ui/chart';

/** Updates kept for curves that were asked for before they came and arrive after. */
const RECENT_UPDATES = 100;

/** What the server gave with the page. */
export interface FirstPaint {
  run: RunDetail;
  x: SeriesQuery['x'];
  curves: Partial<Record<Metric, CurvesPage>>;
}

export interface LiveRun {
  run: RunDetail;
  /** The whole curves or, where there is a zoom, that part in fine buckets, each with what came since. */
  curves: Partial<Record<Metric, CurvesPage>>;
  problem: Error | null;
  /** It was deleted meanwhile. */
  isRemoved: boolean;
}

/** A run with its curves, kept up to date by the server's events. */
export function useRun(
  first: FirstPaint,
  metrics: readonly Metric[],
  x: SeriesQuery['x'],
  zoom: Zoom | null,
): LiveRun {
  const client = useQueryClient();
  const { id } = first.run;
  const path = `/runs/${encodeURIComponent(id)}`;
  const [isRemoved, setRemoved] = useState(false);
  const recent = useRef<MetricsUpdate[]>([]);
  const { data: run } = useQuery({
    queryKey: runKey(id),
    queryFn: () => getJson<RunDetail>(path),
    initialData: first.run,
  });
  const stepsPerEpoch = run.run && plannedSteps(run.run);
  const viewOf = (metric: Metric): CurvesView => ({ metric, x, stepsPerEpoch });
  const keyOf = (metric: Metric, part: Zoom | null = null) => ['curves', id, metric, x, part];

  async function fetchCurves(metric: Metric, part: Zoom | null): Promise<CurvesPage> {
    const page = await getJson<CurvesPage>(`${path}/series?${seriesParameters(metric, x, part)}`);
    if (part) return page;
    return recent.current.reduce(
      (caughtUp, update) => followCurves(caughtUp, update, viewOf(metric)) ?? caughtUp,
      page,
    );
  }

  const whole = useQueries({
    queries: metrics.map((metric) => ({
      queryKey: keyOf(metric),
      queryFn: () => fetchCurves(metric, null),
      initialData: x === first.x ? first.curves[metric] : undefined,
    })),
  });
  const parts = useQueries({
    queries: metrics.map((metric) => ({
      queryKey: keyOf(metric, zoom),
      queryFn: () => fetchCurves(metric, zoom),
      enabled: zoom !== null,
      gcTime: 10_000,
    })),
  });

  const isLoaded = whole.every(({ data }) => data);
  useEvents<RunEvents>(
    isLoaded && !isRemoved ? `${id} ${x} ${metrics.join()}` : null,
    () => {
      const pages = metrics.map((metric) => client.getQueryData<CurvesPage>(keyOf(metric)));
      const fromByte = Math.min(...pages.map((page) => page?.nextByte ?? 0));
      const resumes = Math.min(...pages.map((page) => page?.resumes ?? 0));
      return `${path}/events?${new URLSearchParams({ fromByte: `${fromByte}`, resumes: `${resumes}` })}`;
    },
    {
      run: (changed) => client.setQueryData(runKey(id), changed),
      metrics: (update) => {
        recent.current = [...recent.current.slice(1 - RECENT_UPDATES), update];
        metrics.forEach((metric) => addLines(metric, update));
      },
      removed: () => setRemoved(true),
    },
  );

  function addLines(metric: Metric, update: MetricsUpdate) {
    const page = client.getQueryData<CurvesPage>(keyOf(metric));
    const followed = page && followCurves(page, update, viewOf(metric));
    if (followed) client.setQueryData(keyOf(metric), followed);
    else void client.invalidateQueries({ queryKey: keyOf(metric), exact: true }, { cancelRefetch: false });
  }

  const curves = Object.fromEntries(
    metrics.flatMap((metric, i) => {
      const page = whole[i].data;
      const part = zoom && parts[i].data;
      if (!page) return [];
      return [[metric, part ? { ...page, curves: withTail(part.curves, page.curves, zoom.to) } : page]];
    }),
  );
  return { run, curves, problem: whole.find(({ error }) => error)?.error ?? null, isRemoved };
}

export function runKey(id: string) {
  return ['run', id];
}

function seriesParameters(metric: Metric, x: SeriesQuery['x'], part: Zoom | null): URLSearchParams {
  return new URLSearchParams({ metric, x, ...(part && { from: String(part.from), to: String(part.to) }) });
}
