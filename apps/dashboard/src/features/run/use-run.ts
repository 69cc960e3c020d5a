'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { runPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import { useEvents } from '#components/connection/use-events';
import { plannedSteps } from '#components/live-curves/follow-curves';
import { useLiveCurves } from '#components/live-curves/use-live-curves';
import type { RunEvents } from '#api/events';
import type { SeriesQuery } from '#api/metrics';
import type { ShownCurves } from '#components/live-curves/follow-curves';
import type { RunDetail } from '#api/run';
import type { CurvesLook } from '#components/live-curves/use-live-curves';

/** Data rendered into the page by the server. */
export interface FirstPaint {
  run: RunDetail;
  x: SeriesQuery['x'];
  smoothing: number;
  curves: RunCurves;
}

export type RunCurves = Partial<Record<string, ShownCurves>>;

export interface LiveRun {
  run: RunDetail;
  curves: RunCurves;
  problem: Error | null;
  /** Whether it has been deleted. */
  isRemoved: boolean;
}

/** A run with its curves, kept up to date by the server's events. */
export function useRun(first: FirstPaint, metrics: readonly string[], look: CurvesLook): LiveRun {
  const client = useQueryClient();
  const { id } = first.run;
  const path = runPath(id);
  const [isRemoved, setRemoved] = useState(false);
  const { data: run } = useQuery({
    queryKey: runKey(id),
    queryFn: () => getJson<RunDetail>(path),
    initialData: first.run,
  });
  const stepsPerEpoch = run.run && plannedSteps(run.run);
  const isFirst = look.x === first.x && look.smoothing === first.smoothing;
  const shown = { id, metrics, stepsPerEpoch, first: isFirst ? first.curves : undefined };
  const { curves, add, problem, cursorOf } = useLiveCurves([shown], look);

  const cursor = cursorOf(shown);
  useEvents<RunEvents>(
    cursor ? `${id} ${look.x} ${look.smoothing} ${JSON.stringify(metrics)}` : null,
    () => `${path}/events?fromByte=${cursor?.fromByte}&resumes=${cursor?.resumes}`,
    {
      run: (changed) => {
        client.setQueryData(runKey(id), changed);
        setRemoved(false);
      },
      metrics: add,
      removed: () => setRemoved(true),
    },
  );
  return { run, curves: curves[id] ?? {}, problem, isRemoved };
}

export function runKey(id: string) {
  return ['run', id];
}
