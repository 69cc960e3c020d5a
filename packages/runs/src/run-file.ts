import { z } from 'zod';
import { isReal, pickFields, real } from './json';
import { isMetricKey, isMetricName } from './metrics';
import { SPLITS } from './names';
import { renameEngine, renameUnits } from './renamed';

/** 2: `results`, `reference` and `baselines` hold any metric. */
export const SCHEMA_VERSION = 2;

const count = z.number().int().nonnegative();
const timestamp = z.iso.datetime({ offset: true });

/** Over all samples, by the metric's name. What isn't a number, or can't be a metric's name, is left out. */
const metrics = z.preprocess(
  (fields) => pickFields(fields, (name, value) => isMetricName(name) && isReal(value)),
  z.partialRecord(z.string(), real),
);

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
  /** `null` for an axis of any size, such as the batch's. */
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
  /** `ort` or `wasm`, the backend of matrix products; missing for an engine without a choice, and in older runs. */
  matmul: z.string().optional(),
});
export type Environment = z.infer<typeof environment>;

const metricSummary = z.object({
  /** The newest value. */
  last: real,
  /**
   * The best value: of the epochs once there is one, because a single batch is noisy. Missing, like its step, if it isn't
   * known whether a higher or a lower value is better.
   */
  best: real.optional(),
  bestStep: count.optional(),
  /** The curve in at most 64 values, each the mean of equally many steps (or epochs, if the split has no steps). */
  spark: z.array(real),
});
export type MetricSummary = z.infer<typeof metricSummary>;

/** Characters of a unit. */
const MOST_UNIT = 40;

export const PHASES = ['loading', 'tokenizing', 'training', 'evaluating'] as const;

const phase = z.object({
  name: z.enum(PHASES),
  startedAt: timestamp,
  /** When it is likely to end, by its speed so far; null: not known. */
  expectedEndAt: timestamp.nullable().default(null),
});
export type Phase = z.infer<typeof phase>;

const resources = z.object({
  /** CPU time of the process, all threads together. */
  cpuSeconds: z.number().nonnegative(),
  /** Bytes: the most that has been resident in memory. */
  peakMemory: z.number().nonnegative(),
  /** At most 128, from the heartbeats: seconds since the start, CPU seconds up to then, and resident bytes at that time. */
  samples: z.array(
    z.object({
      seconds: z.number().nonnegative(),
      cpuSeconds: z.number().nonnegative(),
      memory: z.number().nonnegative(),
    }),
  ),
});
const NO_RESOURCES: z.infer<typeof resources> = { cpuSeconds: 0, peakMemory: 0, samples: [] };

/** An error's code, and the values in its message: enough to translate it. */
export const errorDetails = z.object({ code: z.string(), values: z.record(z.string(), z.string()) });
export type ErrorDetails = z.infer<typeof errorDetails>;

/** A value that a reader can't use counts as missing: the metric is still shown. */
const metricInfo = z
  .object({
    better: z.enum(['higher', 'lower']).optional().catch(undefined),
    /** Missing for a number without a unit. */
    unit: z.string().min(1).max(MOST_UNIT).optional().catch(undefined),
  })
  .catch({});

const imported = z.object({
  /** What wrote the log: `tensorboard` or `keras-csv`; readers show any other name as it is. */
  format: z.string(),
  at: timestamp,
  /** The log's files, at least one. */
  files: z.array(z.object({ path: z.string(), bytes: count, sha256: z.string() })).min(1),
});
/** Where an imported run comes from. */
export type Imported = z.infer<typeof imported>;

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const RUN_STATUSES = ['running', 'finished', 'failed', 'interrupted', 'pruned', 'duplicate'] as const;

const pruned = z.object({
  /** After which it was compared. */
  epoch: count,
  /** From 1, the best. */
  rank: count,
  /** Number of variants compared. */
  of: count,
  /** By which: "<split>.<metric>". */
  metric: z.string().refine(isMetricKey),
});
/** Where a variant ranked when a sweep pruned it. */
export type Pruned = z.infer<typeof pruned>;

const sweep = z.object({
  name: z.string(),
  /** Identifies what is trained: experiment, parameters, seed and sweep. Two finished runs of a job are duplicates. */
  job: z.string(),
});
/** The sweep that a run belongs to, and its job in it. */
export type SweepJob = z.infer<typeof sweep>;

/** run.json. Every field but three has a default, so that older versions can be read. */
export const runFile = z.object({
  schemaVersion: z.number().default(SCHEMA_VERSION),
  id: z.string().default(''),
  experiment: z.string(),
  /** The same for the runs of one command. */
  group: z.string().default(''),
  title: z.object({ en: z.string(), ko: z.string() }).default({ en: '', ko: '' }),
  status: z.enum(RUN_STATUSES),
  /** Timestamps are in ISO 8601. */
  startedAt: timestamp,
  endedAt: timestamp.nullable().default(null),
  heartbeatAt: timestamp.nullable().default(null),
  /** What the run does now; null in older runs, and once it has ended. */
  phase: phase.nullable().default(null).catch(null),
  /** Running it reproduces the run. */
  command: z.string().default(''),
  /** Flat, in camelCase, with every default filled in. */
  params: z.preprocess(renameUnits, params).default({}),
  seed: z.number().default(0),
  engine: z.preprocess(renameEngine, z.string()).default(''),
  workers: z.number().default(1),
  /** null until it is built. */
  model: model.nullable().default(null),
  /** null until it is loaded. */
  dataset: dataset.nullable().default(null),
  /** What a reader of the results must know about them. */
  caveats: z.array(z.object({ en: z.string(), ko: z.string() })).default([]),
  /** Names of a classifier's classes, in the order of the labels; empty if the run has none. */
  classes: z.array(z.string()).default([]),
  /** The outputs of a model with several, by name, each with the names of its classes; empty for a model with one. */
  outputs: z.record(z.string(), z.object({ classes: z.array(z.string()).default([]) })).default({}),
  git: z.object({ commit: z.string(), dirty: z.boolean() }).nullable().default(null),
  environment: environment.nullable().default(null),
  /** Seconds. */
  timings: z
    .object({ load: real, tokenize: real, train: real, evaluate: real, baselines: real, checkpoints: real })
    .partial()
    .default({}),
  results: perSplit(metrics).default({}),
  /**
   * When the model was judged on a split after a fit, once for each state of its weights; empty in older runs. A second look
   * at the test rows is a choice made by them, or a resume of an evaluation. `validated`: the fit's validation has the same rows.
   */
  evaluations: z
    .array(z.object({ split: z.enum(SPLITS), at: timestamp, validated: z.boolean().default(false) }))
    .default([])
    .catch([]),
  /** Results of predictions without a network, by the baseline's name. */
  baselines: z.record(z.string(), perSplit(metrics)).default({}),
  /** The notebook's results; one that it doesn't print is missing. */
  reference: perSplit(metrics).extend({ secondsPerEpoch: z.number().optional() }).default({}),
  /** By "<split>.<metric>". */
  summary: z
    .preprocess((fields) => pickFields(fields, isMetricKey), z.record(z.string(), metricSummary))
    .default({}),
  /** What a reader needs to show a metric that it has never heard of, by name; empty in older runs. */
  metricInfo: z
    .preprocess((fields) => pickFields(fields, isMetricName), z.record(z.string(), metricInfo))
    .default({}),
  /** What the trainer's process has used; without samples in older runs. */
  resources: resources.default(NO_RESOURCES).catch(NO_RESOURCES),
  /**
   * Early stopping: the epoch after which training ended, and the one whose weights the model has. Missing if that is the
   * last one that was asked for.
   */
  earlyStopping: z.object({ epoch: count, bestEpoch: count }).optional(),
  /** The log of another program that the run was read from; missing for a run that rnn-lab has trained. */
  imported: imported.optional().catch(undefined),
  /** Why a sweep trains the run no further, if its status is `pruned`. */
  pruned: pruned.optional().catch(undefined),
  /** Missing if no sweep trains the run, and in older runs. */
  sweep: sweep.optional().catch(undefined),
  /** The id of the run that is kept, if the status is `duplicate`: its job was trained twice. */
  duplicateOf: z.string().optional().catch(undefined),
  /** Resumes: each cut metrics.jsonl to `bytes`, after `step`. */
  resumes: z.array(z.object({ at: timestamp, step: count, bytes: count })).default([]),
  /** Why the run failed. */
  error: z.string().optional(),
  /** The code and values of `error`, if it has a code. */
  errorDetails: errorDetails.optional(),
});
export type RunFile = z.infer<typeof runFile>;

/** annotations.json: what users note about a run. */
export const annotationsFile = z.object({
  tags: z.array(z.string()).default([]),
  notes: z.string().default(''),
  archived: z.boolean().default(false),
});
export type Annotations = z.infer<typeof annotationsFile>;
