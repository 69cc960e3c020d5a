import { isUserError } from '@rnn-lab/errors';
import { notFound } from 'next/navigation';
import { seriesQuery } from '#api/metrics';
import { idOfPage } from '#server/http/page-params';
import { readCurves } from '#server/metrics/curves';
import { currentLanguage } from '#server/locale/language';
import { firstPins } from '#server/store/pins';
import { findRun } from '#server/store/runs-index';
import { DEFAULT_SMOOTHING } from '#components/chart/smoothing';
import { curveMetrics, METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { PinsProvider } from '#components/pins/pins';
import { RunView } from '#features/run/run-view';
import type { Metadata } from 'next';
import type { FirstPaint } from '#features/run/use-run';
import type { SeriesQuery } from '#api/metrics';
import type { RunDetail } from '#api/run';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const detail = await findRun(id);
  const title = detail?.run?.title[await currentLanguage()];
  // The id first: tabs cut their titles, and many runs have the same.
  return { title: title ? `${id} · ${title}` : id };
}

export default async function RunPage({ params, searchParams }: Props) {
  const run = await findRun(await idOfPage(params));
  if (!run) notFound();
  const x = seriesQuery.shape.x.catch('step').parse((await searchParams).x);
  return (
    <PinsProvider initial={await firstPins()}>
      <RunView
        key={run.id}
        first={{ run, x, smoothing: DEFAULT_SMOOTHING, curves: await firstCurves(run, x) }}
      />
    </PinsProvider>
  );
}

/** The curves for the first paint; none if they can't be read: the page's own request then reports why. */
async function firstCurves(run: RunDetail, x: SeriesQuery['x']): Promise<FirstPaint['curves']> {
  try {
    const pages = await Promise.all(
      curveMetrics(run)
        .slice(0, METRICS_AT_A_TIME)
        .map(async (metric) => [
          metric,
          await readCurves(run.id, seriesQuery.parse({ metric, x, smoothing: DEFAULT_SMOOTHING })),
        ]),
    );
    return Object.fromEntries(pages);
  } catch (error) {
    if (isUserError(error)) return {};
    throw error;
  }
}
