import { averageWith } from '#api/average';
import type { MetricLine } from '@rnn-lab/runs';
import type { Curve, CurvesPage, MetricsUpdate, SeriesQuery } from '#api/metrics';
import type { Zoom } from '../chart';

/** Points per curve above which the curves are fetched again, downsampled. */
const MOST_POINTS = 8_000;

/** Curves that are shown: of a zoom a part of them, with where all of them begin and end. */
export interface ShownCurves extends CurvesPage {
  extent?: Zoom;
}

/** Which curves a page holds. */
export interface CurvesView {
  metric: string;
  x: SeriesQuery['x'];
  smoothing: number;
  /** null if unknown. */
  stepsPerEpoch: number | null;
}

/**
 * Appends new lines of metrics.jsonl to the curves of one metric. Returns null if the curves must be fetched again: the run
 * was resumed, preceding lines are missing, a step is repeated, a curve is new, or there are too many points.
 */
export function followCurves(
  page: CurvesPage,
  update: MetricsUpdate,
  { metric, x, smoothing, stepsPerEpoch }: CurvesView,
): CurvesPage | null {
  if (update.resumes !== page.resumes || update.fromByte > page.nextByte) return null;
  const curves = page.curves.map((curve) => ({
    ...curve,
    x: [...curve.x],
    y: [...curve.y],
    notFinite: [...curve.notFinite],
    smoothed: curve.smoothed && [...curve.smoothed],
  }));
  for (const line of update.lines) {
    // JSON has no NaN: non-finite values arrive as null.
    const value = line[metric] as number | null | undefined;
    if (value === undefined) continue;
    const curve = curves.find(({ kind, split }) => kind === line.kind && split === line.split);
    if (!curve || curve.x.length >= MOST_POINTS) return null;
    if (line.step <= curve.lastStep) {
      // The page may be newer than the stream's cursor and already have this line.
      if (update.fromByte < page.nextByte) continue;
      return null;
    }
    const at = placeOf(line, x, stepsPerEpoch);
    if (at === null) return null;
    curve.x.push(Math.max(at, curve.x.at(-1) ?? at));
    curve.y.push(isFinite(value) ? value : null);
    if (!isFinite(value)) curve.notFinite.push(curve.x[curve.x.length - 1]);
    if (curve.average && isFinite(value)) curve.average = averageWith(curve.average, value, smoothing);
    curve.smoothed?.push(curve.average && isFinite(value) ? curve.average.value : null);
    curve.lastStep = line.step;
    curve.lastSeconds = line.t;
  }
  const isCounted = update.fromByte < page.nextByte;
  const unreadableLines = page.unreadableLines + (isCounted ? 0 : update.unreadableLines);
  return { ...page, curves, unreadableLines, nextByte: Math.max(page.nextByte, update.nextByte) };
}

function isFinite(value: number | null): value is number {
  return Number.isFinite(value);
}

/** The line's `x` as the API computes it; null if that isn't possible. */
function placeOf(line: MetricLine, x: SeriesQuery['x'], stepsPerEpoch: number | null): number | null {
  if (x === 'step') return line.step;
  if (x === 'time') return line.time;
  if (x === 'relative') return line.t;
  if (line.kind === 'epoch') return line.epoch;
  return stepsPerEpoch && Math.min(line.epoch, line.step / stepsPerEpoch);
}

/** The zoomed curves up to `to`, continued with later points of the whole curves; `part` itself if there are none. */
export function withTail(part: CurvesPage, whole: CurvesPage, to: number): CurvesPage {
  const curves = part.curves.map((curve): Curve => {
    const all = whole.curves.find(({ kind, split }) => kind === curve.kind && split === curve.split);
    if (!all || all.lastStep <= curve.lastStep) return curve;
    const last = curve.x.at(-1) ?? -Infinity;
    // A zoom that ends before the curve does needs no tail.
    if (last > to) return curve;
    const first = all.x.findIndex((x) => x > last);
    if (first < 0) return curve;
    return {
      ...curve,
      x: [...curve.x, ...all.x.slice(first)],
      y: [...curve.y, ...all.y.slice(first)],
      notFinite: [...curve.notFinite, ...all.notFinite.filter((x) => x > last)],
      smoothed: curve.smoothed && all.smoothed && [...curve.smoothed, ...all.smoothed.slice(first)],
    };
  });
  const hasTail = curves.some((curve, i) => curve !== part.curves[i]);
  return hasTail ? { ...whole, curves } : part;
}

/** Where curves begin and end on their x axis; undefined if they have no points. */
export function extentOf({ curves }: CurvesPage): Zoom | undefined {
  const drawn = curves.filter(({ x }) => x.length > 0);
  if (drawn.length === 0) return undefined;
  return {
    from: Math.min(...drawn.map(({ x }) => x[0])),
    to: Math.max(...drawn.map(({ x }) => x[x.length - 1])),
  };
}

/** Optimizer steps per epoch according to the run's parameters; null if they don't determine it. */
export function plannedSteps(run: {
  dataset: { rows: { train?: number } } | null;
  params: Record<string, unknown>;
}): number | null {
  const rows = run.dataset?.rows.train;
  const { batchSize } = run.params;
  return rows && typeof batchSize === 'number' ? Math.ceil(rows / batchSize) : null;
}
