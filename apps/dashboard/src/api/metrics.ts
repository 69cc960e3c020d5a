import { isMetricName } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { metricLine } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { count, countParameter, finiteOrNull, numbers } from './shared';
import type { Average } from './average';

/** GET /runs/{id}/metrics: new lines only, 4 MiB at most; ask again from `nextByte` until it equals `fromByte`. */
export const metricsQuery = z.object({
  fromByte: countParameter.default(0),
  resumes: countParameter.optional(),
});

export const metricsUpdate = z
  .object({
    lines: z.array(metricLine),
    unreadableLines: count.describe('Damaged lines among them, which are left out.'),
    fromByte: count.describe('Below the byte asked for if a resume has cut the file there.'),
    nextByte: count,
    resumes: count,
  })
  .meta({ id: 'MetricsUpdate' });
export type MetricsUpdate = z.infer<typeof metricsUpdate>;

/** GET /runs/{id}/series: curves cut into buckets; each keeps its first, lowest, highest and last point, so no spike disappears. */
export const seriesQuery = z
  .object({
    metric: z.string().refine(isMetricName, 'it is no name of a metric').default('loss'),
    x: z.enum(['step', 'epoch', 'time', 'relative']).default('step'),
    /** The range of `x` to cut. */
    from: z.coerce.number().optional(),
    to: z.coerce.number().optional(),
    buckets: z.coerce.number().int().min(1).max(5_000).default(500),
    /** Weight that a moving average of the steps keeps at each step; 0: no average. */
    smoothing: z.coerce.number().min(0).max(0.999).default(0),
  })
  .refine(({ from = -Infinity, to = Infinity }) => from <= to, {
    path: ['to'],
    message: 'it is below "from"',
  });
export type SeriesQuery = z.infer<typeof seriesQuery>;

const average = z.object({ value: z.number(), weight: z.number() }) satisfies z.ZodType<Average>;

const curve = z.object({
  kind: z.enum(['step', 'epoch']),
  split: z.enum(SPLITS),
  x: numbers.describe(
    'Not decreasing. `epoch` is fractional for steps; `time` in Unix milliseconds; `relative` in seconds of training.',
  ),
  y: z.array(finiteOrNull).describe('null if there is no value, or one that is not finite.'),
  notFinite: numbers.describe(
    'Places on `x` at which the value is not finite: as many as there are buckets, or fewer.',
  ),
  smoothed: z
    .array(finiteOrNull)
    .nullable()
    .describe(
      'The moving average of all points up to each of these; null if none was asked for, and for epochs.',
    ),
  average: average
    .nullable()
    .describe('The moving average of all points, to continue it; null like `smoothed`.'),
  lastStep: count.describe('The newest step of this curve, whatever range was asked for.'),
  lastSeconds: z.number().nonnegative().describe('Seconds of training at that step, without validation.'),
});
export type Curve = z.infer<typeof curve>;

export const curvesPage = z
  .object({
    curves: z.array(curve),
    resumedAt: numbers.describe('Places on `x` at which the run was resumed.'),
    unreadableLines: count.describe('Damaged lines of metrics.jsonl, which are left out.'),
    replacedLines: count.describe('Lines left out because a later line of the same curve has the same step.'),
    nextByte: count.describe(
      'With `resumes`, the cursor of GET /runs/{id}/events to follow the run from here.',
    ),
    resumes: count,
  })
  .meta({ id: 'CurvesPage' });
export type CurvesPage = z.infer<typeof curvesPage>;
