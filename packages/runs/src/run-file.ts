import { z } from 'zod';
import { real } from './json';
import { renameEngine, renameUnits } from './renamed';

export const SCHEMA_VERSION = 1;

const count = z.number().int().nonnegative();
const moment = z.iso.datetime({ offset: true });

/** Means over samples, as Keras prints them; mae and rmse in the original unit. */
export const metrics = z.object({
  loss: real,
  accuracy: real.optional(),
  mae: real.optional(),
  rmse: real.optional(),
});
export type Metrics = z.infer<typeof metrics>;

function perSplit<T extends z.ZodType>(value: T) {
  return z.object({
    train: value.optional(),
    validation: value.optional(),
    test: value.optional(),
    holdout: value.optional(),
  });
}

const layer = z.object({
  name: z.string(),
  className: z.string(),
  /** `null` where the size is free, as in the batch's axis. */
  outputShape: z.array(z.number().nullable()),
  /** Number of weights. */
  parameters: count,
});

const model = z.object({
  name: z.string(),
  /** Number of weights. */
  parameters: count,
  layers: z.array(layer),
});
export type ModelSummary = z.infer<typeof model>;

const dataset = z.object({
  name: z.string(),
  rows: perSplit(count),
  files: z.array(z.object({ path: z.string(), bytes: count, sha256: z.string() })),
});
export type DatasetSummary = z.infer<typeof dataset>;

const environment = z.object({
  /** Node's version. */
  node: z.string(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.number(),
  /** Bytes. */
  memory: z.number(),
  /** Versions of the libraries that the result depends on. */
  packages: z.record(z.string(), z.string()),
  /** What multiplied matrices, `ort` or `wasm`; missing for an engine without a choice, and in older runs. */
  matmul: z.string().optional(),
});
export type Environment = z.infer<typeof environment>;

const metricSummary = z.object({
  /** The newest value. */
  last: real,
  /** The lowest, for accuracy the highest: of the epochs once there is one, a single batch being noise. */
  best: real,
  bestStep: count,
  /** The curve in at most 64 values, each the mean of as many steps (or epochs, where a split has no steps). */
  spark: z.array(real),
});
export type MetricSummary = z.infer<typeof metricSummary>;

/** What is wrong, for whoever says it in another language: which sentence it is, and what stands in it. */
export const errorDetails = z.object({ code: z.string(), values: z.record(z.string(), z.string()) });
export type ErrorDetails = z.infer<typeof errorDetails>;

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const RUN_STATUSES = ['running', 'finished', 'failed', 'interrupted'] as const;

/** run.json. Every field but three has a default for readers, so that older versions can be read. */
export const runFile = z.object({
  schemaVersion: z.number().default(SCHEMA_VERSION),
  id: z.string().default(''),
  experiment: z.string(),
  /** The same for the runs of one command. */
  group: z.string().default(''),
  title: z.object({ en: z.string(), ko: z.string() }).default({ en: '', ko: '' }),
  status: z.enum(RUN_STATUSES),
  /** Moments are in ISO 8601. */
  startedAt: moment,
  endedAt: moment.nullable().default(null),
  heartbeatAt: moment.nullable().default(null),
  /** Running it reproduces the run. */
  command: z.string().default(''),
  /** Flat, in camelCase, with every default filled in. */
  params: z.preprocess(renameUnits, params).default({}),
  seed: z.number().default(0),
  engine: z.preprocess(renameEngine, z.string()).default(''),
  workers: z.number().default(1),
  model: model.nullable().default(null),
  dataset: dataset.nullable().default(null),
  git: z.object({ commit: z.string(), dirty: z.boolean() }).nullable().default(null),
  environment: environment.nullable().default(null),
  /** Seconds. */
  timings: z.object({ load: real, tokenize: real, train: real, evaluate: real }).partial().default({}),
  results: perSplit(metrics).default({}),
  baselines: z.record(z.string(), perSplit(z.object({ mae: real, rmse: real }))).default({}),
  /** The notebook's figures; a missing one is not printed there. */
  reference: perSplit(metrics.partial()).extend({ secondsPerEpoch: z.number().optional() }).default({}),
  /** By "<split>.<metric>". */
  summary: z.record(z.string(), metricSummary).default({}),
  /** Where a resume cut metrics.jsonl: to so many bytes, after that step. */
  resumes: z.array(z.object({ at: moment, step: count, bytes: count })).default([]),
  /** Why the run failed, in a sentence. */
  error: z.string().optional(),
  /** The same for programs, where it is a reason that they may know. */
  errorDetails: errorDetails.optional(),
});
export type RunFile = z.infer<typeof runFile>;

/** annotations.json: what people say of a run. */
export const annotationsFile = z.object({
  tags: z.array(z.string()).default([]),
  notes: z.string().default(''),
  archived: z.boolean().default(false),
});
export type Annotations = z.infer<typeof annotationsFile>;
