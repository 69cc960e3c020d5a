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

const point = z.object({ index: z.number(), time: z.union([z.number(), z.string()]) });

const forecast = z.object({
  target: real,
  output: real,
  /** By the baseline's name. */
  baselines: z.record(z.string(), real).optional(),
});

const text = z.object({
  index: z.number(),
  /** The raw text; for IMDB its decoded words. */
  text: z.string(),
  /** The tokens fed to the model; `null` if unknown. */
  tokens: z.array(z.string().nullable()),
  /** Tokens of the whole text, unknown ones included; missing in older runs. */
  length: z.number().int().nonnegative().optional(),
  /** How many of these are outside the vocabulary; missing in older runs. */
  unknown: z.number().int().nonnegative().optional(),
});

const classification = z.object({
  /** Index of the true class. */
  label: z.number().int().nonnegative(),
});

const ofTwoClasses = classification.extend({
  /** Of label 1. */
  probability: real,
});

const ofMoreClasses = classification.extend({
  /** In the order of the classes in run.json; their sum is 1 up to rounding. */
  probabilities: z.array(z.number()),
});

/** A prediction of a time series, in the original unit. */
export const seriesPrediction = point.extend({
  ...forecast.shape,
  /** The column of the data that is forecast. */
  column: z.string().optional(),
  /** How many steps ahead the forecast is, from 1; missing: 1. */
  horizon: z.number().int().positive().optional(),
});
export type SeriesPrediction = z.infer<typeof seriesPrediction>;

/** A prediction of a classifier with two classes. */
export const sentimentPrediction = text.extend(ofTwoClasses.shape);
export type SentimentPrediction = z.infer<typeof sentimentPrediction>;

/** A prediction of a classifier with more than two classes. */
export const multiclassPrediction = text.extend(ofMoreClasses.shape);
export type MulticlassPrediction = z.infer<typeof multiclassPrediction>;

const prediction = z.union([sentimentPrediction, multiclassPrediction, seriesPrediction]);
/** What a model with one output, or one output of a model, predicts. */
export type Prediction = z.infer<typeof prediction>;

const predictionsByOutput = z.union([
  text.extend({ outputs: z.record(z.string(), z.union([ofTwoClasses, ofMoreClasses])) }),
  point.extend({ outputs: z.record(z.string(), forecast) }),
]);
/** What a model with several outputs predicts. */
export type PredictionsByOutput = z.infer<typeof predictionsByOutput>;

const predictionLine = z.union([prediction, predictionsByOutput]);
/** A line of predictions/<split>.jsonl. */
export type PredictionLine = z.infer<typeof predictionLine>;

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

/** null if the text isn't a valid line of predictions. */
export function parsePredictionLine(text: string): PredictionLine | null {
  return predictionLine.safeParse(parseJson(text)).data ?? null;
}

/** Undefined if the text isn't JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
