import { z } from 'zod';
import { real } from './json';
import { SPLITS } from './names';
import { metrics } from './run-file';

/** A line of metrics.jsonl. */
export const metricLine = metrics.extend({
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
export type MetricLine = z.infer<typeof metricLine>;

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

/** null if the text isn't a valid line. */
export function parseMetricLine(text: string): MetricLine | null {
  return parseLine(text, metricLine);
}

/** null if the text isn't a valid prediction. */
export function parsePrediction(text: string): Prediction | null {
  return parseLine(text, prediction);
}

function parseLine<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
