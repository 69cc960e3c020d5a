import {
  annotationsFile,
  errorDetails,
  metricLine,
  runFile,
  sentimentPrediction,
  seriesPrediction,
  SPLITS,
} from '@rnn-lab/runs';
import { z } from 'zod';
import { metricKey } from './contract';
import type * as Contract from './contract';

/** What the API answers, as schemas: for its description, and to hold the answers to it. */

const count = z.number().int().nonnegative();
const numbers = z.array(z.number());
const strings = z.array(z.string());
const problem = z.string().nullable().describe('What is wrong with the folder, in a sentence.');
const details = errorDetails.nullable().describe('Which sentence it is, and what stands in it.');

const status = z.enum(['running', 'finished', 'failed', 'interrupted', 'stopped']);
const run = runFile.extend({ status });

const outline = run
  .pick({
    experiment: true,
    group: true,
    title: true,
    status: true,
    startedAt: true,
    endedAt: true,
    heartbeatAt: true,
    params: true,
    seed: true,
    engine: true,
    workers: true,
    results: true,
    reference: true,
    summary: true,
    error: true,
    errorDetails: true,
  })
  .extend({ model: z.string().nullable() });

const row = z.object({
  id: z.string(),
  run: outline.nullable(),
  annotations: annotationsFile,
  problem,
  problemDetails: details,
}) satisfies z.ZodType<Contract.RunRow>;
export const runRow = row.meta({ id: 'RunRow' });

const group = z.object({
  key: z.string(),
  ids: strings.describe('Its runs in order; `groupKey` asks for them.'),
  run: outline
    .pick({ experiment: true, title: true, params: true, reference: true, model: true })
    .nullable()
    .describe('What its runs share, as its first has it; null where that is broken.'),
  seeds: count.describe('Distinct seeds; grouped by `seeds`, `results` count each once, by its newest run.'),
  startedAt: run.shape.startedAt.nullable().describe('Of its newest run; null where none tells.'),
  duration: z.number().nullable().describe('Mean of its runs, in seconds.'),
  results: z.partialRecord(
    metricKey,
    z.object({
      count,
      mean: z.number(),
      deviation: z.number().nullable().describe('Sample deviation (n − 1); null of one run.'),
    }),
  ),
}) satisfies z.ZodType<Contract.RunGroup>;

export const runsPage = z
  .object({
    total: count.describe('Rows that match; with groups, groups that match.'),
    rows: z.array(runRow),
    groups: z.array(group).describe('In place of `rows` where the query groups.'),
    facets: z.object({
      experiments: strings,
      tags: strings,
      params: strings,
      metrics: z.array(metricKey),
    }),
    counts: z.object({ all: count, archived: count, trash: count }),
  })
  .meta({ id: 'RunsPage' }) satisfies z.ZodType<Contract.RunsPage>;

export const runDetail = z
  .object({
    id: z.string(),
    run: run.nullable(),
    annotations: annotationsFile,
    problem,
    problemDetails: details,
    predictions: z.array(z.enum(SPLITS)).describe('Splits with predictions.'),
    hasModel: z.boolean(),
  })
  .meta({ id: 'RunDetail' }) satisfies z.ZodType<Contract.RunDetail>;

export const metricsUpdate = z
  .object({
    lines: z.array(metricLine),
    unreadableLines: count.describe('Damaged lines among them, which are left out.'),
    fromByte: count.describe('Below the byte asked for, a resume has cut the file there.'),
    nextByte: count,
    resumes: count,
  })
  .meta({ id: 'MetricsUpdate' }) satisfies z.ZodType<Contract.MetricsUpdate>;

export const curvesPage = z
  .object({
    curves: z.array(
      z.object({
        kind: z.enum(['step', 'epoch']),
        split: z.enum(SPLITS),
        x: numbers,
        y: z.array(z.number().nullable()).describe('null where the value is not finite.'),
        smoothed: z
          .array(z.number().nullable())
          .nullable()
          .describe(
            'The moving average of all points up to each of these; null without one, and for epochs.',
          ),
        average: z
          .object({ value: z.number(), weight: z.number() })
          .nullable()
          .describe('That of all points, with the weight that it has gathered.'),
        lastStep: count,
      }),
    ),
    resumedAt: numbers.describe('Where on `x` the run went on after each of its resumes.'),
    unreadableLines: count.describe('Damaged lines of metrics.jsonl, which are left out.'),
    nextByte: count,
    resumes: count,
  })
  .meta({ id: 'CurvesPage' }) satisfies z.ZodType<Contract.CurvesPage>;

export const predictionsPage = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('sentiment'), total: count, rows: z.array(sentimentPrediction) }),
    z.object({ kind: z.literal('series'), total: count, rows: z.array(seriesPrediction) }),
  ])
  .meta({ id: 'PredictionsPage' }) satisfies z.ZodType<Contract.PredictionsPage>;

export const evaluation = z
  .object({
    histogram: z.object({ negative: z.array(count), positive: z.array(count) }),
    roc: z.object({
      falsePositiveRate: numbers,
      truePositiveRate: numbers,
      threshold: numbers,
      auc: z.number().nullable(),
    }),
    precisionRecall: z.object({
      recall: numbers,
      precision: numbers,
      threshold: numbers,
      averagePrecision: z.number().nullable(),
    }),
    calibration: z.object({
      probability: numbers,
      share: numbers,
      count: z.array(count),
      expectedCalibrationError: z.number().nullable(),
    }),
  })
  .meta({ id: 'Evaluation' }) satisfies z.ZodType<Contract.Evaluation>;

export const tokenization = z
  .object({
    tokens: z.array(
      z.object({
        surface: z.string(),
        token: z.string(),
        status: z.enum(['kept', 'stopword', 'unknown', 'cut']),
        index: count.nullable(),
      }),
    ),
    input: z.array(count),
  })
  .meta({ id: 'Tokenization' }) satisfies z.ZodType<Contract.Tokenization>;

export const trashPage = z.object({ rows: z.array(runRow) }) satisfies z.ZodType<Contract.TrashPage>;

export const apiError = z
  .object({ error: z.string().describe('One sentence.'), details })
  .meta({ id: 'ApiError' }) satisfies z.ZodType<Contract.ApiError>;
