'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { sortedMetrics } from '@rnn-lab/runs/metrics';
import { runPath } from '#api/links';
import { problemSentence } from '#i18n/problems';
import { plannedSteps } from '#components/live-curves/follow-curves';
import { curveMetrics } from '#components/live-curves/curve-metrics';
import { useLiveCurves } from '#components/live-curves/use-live-curves';
import { ApiFailure, getJson } from '#components/connection/fetch-json';
import { useSentence } from '#components/failure';
import { useLanguage } from '#components/language';
import { joinNames } from '#api/name-list';
import { useEvents } from '#components/connection/use-events';
import type { Run, Split } from '@rnn-lab/runs';
import type { CurvesLook, CurvesRun, RunCursor } from '#components/live-curves/use-live-curves';
import type { RunEvents } from '#api/events';
import type { RunDetail } from '#api/run';

export interface Compared {
  id: string;
  run: Run;
  /** Index in the URL, which determines its number and color. */
  index: number;
  /** Splits with predictions. */
  predictions: readonly Split[];
}

/** The URL's runs with the curves of at most so many metrics, kept up to date; the ids of missing runs, and the problems of others by id. */
export function useCompared(
  ids: readonly string[],
  initial: Record<string, RunDetail | null>,
  mostMetrics: number,
  look: CurvesLook,
) {
  const client = useQueryClient();
  const language = useLanguage();
  const sentenceOf = useSentence();
  const keyOf = (id: string) => ['run or none', id];
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: keyOf(id),
      queryFn: () => findRun(id),
      initialData: initial[id],
    })),
  });

  const details = answers.flatMap(({ data }) => data ?? []);
  const known = sortedMetrics(details.flatMap(curveMetrics));
  const metrics = known.slice(0, mostMetrics);
  const found = details.map((detail) => curvesRunOf(detail, metrics));
  const { curves, add, isSettled, cursorOf } = useLiveCurves(found, look);
  useEvents<RunEvents>(
    isSettled && ids.length > 0 ? JSON.stringify([ids, metrics]) : null,
    () => eventsPath(found.flatMap((run) => cursorOf(run) ?? [])),
    {
      run: (changed) => client.setQueryData(keyOf(changed.id), changed),
      metrics: add,
      removed: ({ id }) => client.setQueryData(keyOf(id), null),
    },
  );

  const runs = answers.flatMap(({ data }, index): Compared[] =>
    data?.run ? [{ id: ids[index], run: data.run, index, predictions: data.predictions }] : [],
  );
  const missing = ids.filter((_, index) => answers[index].data === null);
  const problems = answers.flatMap(({ data, error }, index) => {
    const broken = data?.problem && problemSentence(data.problem, data.problemDetails, language);
    const problem = broken || (error && sentenceOf(error));
    return problem ? [{ id: ids[index], problem }] : [];
  });
  return { runs, curves, metrics, left: known.length - metrics.length, missing, problems };
}

function curvesRunOf(detail: RunDetail, metrics: readonly string[]): CurvesRun {
  const { id, run } = detail;
  const shown = curveMetrics(detail).filter((metric) => metrics.includes(metric));
  return { id, metrics: shown, stepsPerEpoch: run && plannedSteps(run) };
}

/** All runs in one stream, because a browser allows only six connections. */
function eventsPath(cursors: readonly RunCursor[]): string {
  const runs = cursors.map(({ id, fromByte, resumes }) => `${id}@${fromByte}-${resumes}`);
  return `/events?${new URLSearchParams({ runs: joinNames(runs) })}`;
}

/** null if there is no such run. */
async function findRun(id: string): Promise<RunDetail | null> {
  try {
    return await getJson<RunDetail>(runPath(id));
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return null;
    throw error;
  }
}
