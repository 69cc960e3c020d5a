import { z } from 'zod';
import { isReal, real } from './json';
import { isMetricName, LINE_FIELDS } from './metrics';
import { SPLITS } from './names';

const lineFields = z.object({
  /** `step`: one optimizer step, values of that batch; `epoch`: an epoch's end, means over samples. */
  kind: z.enum(['step', 'epoch']),
  /** Optimizer steps so far, from 1 over the whole run. */
  step: z.number(),
  /** From 1. */
  epoch: z.number(),
  split: z.enum(SPLITS),
  /** Seconds of training. */
  t: z.number(),
  /** Unix milliseconds. */
  time: z.number(),
});

/** A line of metrics.jsonl: these fields, and a number for each metric. Other fields are left out. */
export interface MetricLine extends z.infer<typeof lineFields> {
  [metric: string]: string | number | undefined;
}
export const metricLine: z.ZodType<MetricLine> = lineFields.catchall(real);

function isLineField(name: string): boolean {
  return (LINE_FIELDS as readonly string[]).includes(name);
}

/** A line's metrics, in the order of its fields. */
export function metricsOf(line: MetricLine): [name: string, value: number][] {
  return Object.entries(line).filter(
    (entry): entry is [string, number] => !isLineField(entry[0]) && typeof entry[1] === 'number',
  );
}

/** A line of predictions/<split>.jsonl of a time series, in the original unit. */
export const seriesPrediction = z.object({
  index: z.number(),
  time: z.union([z.number(), z.string()]),
  target: real,
  output: real,
  /** By the baseline's name. */
  baselines: z.record(z.string(), real).optional(),
});
export type SeriesPrediction = z.infer<typeof seriesPrediction>;

const classifiedText = z.object({
  index: z.number(),
  /** The raw text; for IMDB its decoded words. */
  text: z.string(),
  /** The tokens fed to the model; `null` if unknown. */
  tokens: z.array(z.string().nullable()),
  /** Index of the true class. */
  label: z.number().int().nonnegative(),
});

/** A line of predictions/<split>.jsonl of a classifier with two classes. */
export const sentimentPrediction = classifiedText.extend({
  /** Of label 1. */
  probability: real,
});
export type SentimentPrediction = z.infer<typeof sentimentPrediction>;

/** A line of predictions/<split>.jsonl of a classifier with more than two classes. */
export const multiclassPrediction = classifiedText.extend({
  /** In the order of run.json's `classes`; their sum is 1 up to rounding. */
  probabilities: z.array(z.number()),
});
export type MulticlassPrediction = z.infer<typeof multiclassPrediction>;

const prediction = z.union([sentimentPrediction, multiclassPrediction, seriesPrediction]);
export type Prediction = z.infer<typeof prediction>;

/** null if the text isn't a valid line with at least one metric. */
export function parseMetricLine(text: string): MetricLine | null {
  const fields = parseJson(text);
  const line: MetricLine | undefined = lineFields.safeParse(fields).data;
  if (!line) return null;
  let hasMetric = false;
  // By hand, because a schema for the other fields takes five times as long, and a file can have a million lines.
  for (const [name, value] of Object.entries(fields as object)) {
    if (isLineField(name) || !isReal(value) || !isMetricName(name)) continue;
    line[name] = Number(value);
    hasMetric = true;
  }
  return hasMetric ? line : null;
}

/** null if the text isn't a valid prediction. */
export function parsePrediction(text: string): Prediction | null {
  return prediction.safeParse(parseJson(text)).data ?? null;
}

/** Undefined if the text isn't JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
