import { SPLITS } from '@rnn-lab/runs';
import { averageWith, NO_AVERAGE } from '#api/average';
import { directoryOf } from '#server/store/run-directory';
import { runDetail } from '#server/store/runs-index';
import { singleton } from '#server/store/singleton';
import { cutIntoBuckets } from './buckets';
import { fractionalEpochs } from './epochs';
import { MetricsCache } from './metrics-cache';
import type { Average } from '#api/average';
import type { Curve, CurvesPage, SeriesQuery } from '#api/metrics';
import type { RunDetail } from '#api/run';
import type { MetricColumns } from './metric-columns';

/**
 * A run's curves of one metric, cut to what a chart can show: steps before epochs, in the order train, validation, test.
 * Rejects with a `NotFoundError` if there is no such run, with a `RunsError` if its metrics can't be read.
 */
export async function readCurves(id: string, query: SeriesQuery): Promise<CurvesPage> {
  const [directory, detail] = [await directoryOf(id), await runDetail(id)];
  const { columns, ...rest } = await metricsCache().read(directory);
  const curves = columns.map((each) => curveOf(each, query, detail)).filter((curve) => curve !== null);
  curves.sort((a, b) => place(a) - place(b));
  return { curves, resumedAt: resumedAt(columns, query, detail), ...rest };
}

export function metricsCache(): MetricsCache {
  return singleton('metrics-cache', () => new MetricsCache());
}

function curveOf(columns: MetricColumns, query: SeriesQuery, detail: RunDetail): Curve | null {
  const y = columns.values(query.metric);
  if (!y) return null;
  const { kind, split } = columns;
  const x = xOf(columns, query.x, detail);
  const notFinite = thinned(
    columns.notFinite(query.metric).filter((row) => isWithin(x[row], query)),
    query.buckets,
  );
  // A marker has a point of the curve, at which a reader finds it.
  const kept = [...new Set([...cutIntoBuckets(x, y, query), ...notFinite])].sort((a, b) => a - b);
  const valuesIn = (column: Float64Array) => kept.map((i) => (Number.isFinite(column[i]) ? column[i] : null));
  const moving = kind === 'step' && query.smoothing > 0 ? movingAverage(y, query.smoothing) : null;
  return {
    kind,
    split,
    x: kept.map((i) => x[i]),
    y: valuesIn(y),
    notFinite: notFinite.map((row) => x[row]),
    smoothed: moving && valuesIn(moving.values),
    average: moving && moving.average,
    lastStep: columns.step.view().at(-1) ?? 0,
    lastSeconds: columns.relative.view().at(-1) ?? 0,
  };
}

function isWithin(x: number, { from = -Infinity, to = Infinity }: SeriesQuery): boolean {
  return x >= from && x <= to;
}

/** At most so many rows, evenly chosen, the first among them. */
function thinned(rows: readonly number[], most: number): number[] {
  const stride = Math.ceil(rows.length / most);
  return rows.filter((_, i) => i % stride === 0);
}

/** Computed from all points, so that it doesn't depend on the buckets. Gaps stay gaps and have no weight. */
function movingAverage(y: Float64Array, smoothing: number): { values: Float64Array; average: Average } {
  let average = NO_AVERAGE;
  const values = y.map((value) => {
    if (!Number.isFinite(value)) return NaN;
    average = averageWith(average, value, smoothing);
    return average.value;
  });
  return { values, average };
}

/** Located by training step; a resume without a later step is left out. */
function resumedAt(all: MetricColumns[], { x }: SeriesQuery, detail: RunDetail): number[] {
  const steps = all.find(({ kind }) => kind === 'step');
  if (!steps || !detail.run) return [];
  const xs = xOf(steps, x, detail);
  return detail.run.resumes.flatMap(({ step }) => {
    const first = steps.step.view().findIndex((each) => each > step);
    return first < 0 ? [] : [xs[first]];
  });
}

function xOf(columns: MetricColumns, x: SeriesQuery['x'], detail: RunDetail): Float64Array {
  const values = columns[x].view();
  if (x !== 'epoch' || columns.kind === 'epoch') return values;
  return fractionalEpochs(columns.step.view(), values, plannedSteps(detail));
}

/** Steps per epoch according to the parameters; null if they don't determine it. */
function plannedSteps(detail: RunDetail): number | null {
  const rows = detail.run?.dataset?.rows.train;
  const batchSize = detail.run?.params.batchSize;
  return rows && typeof batchSize === 'number' ? Math.ceil(rows / batchSize) : null;
}

function place({ kind, split }: Curve): number {
  return (kind === 'step' ? 0 : SPLITS.length) + SPLITS.indexOf(split);
}
