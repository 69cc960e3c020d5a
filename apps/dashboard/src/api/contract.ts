import { METRICS, SPLITS } from '@rnn-lab/runs';
import { z } from 'zod';
import { GROUPINGS, SORT, STATUSES } from '#features/runs/filters';
import { LONGEST_TEXT } from './limits';
import { splitNames } from './name-list';
import type {
  Annotations,
  ErrorDetails,
  MetricLine,
  Run,
  RunEntry,
  SentimentPrediction,
  SeriesPrediction,
} from '@rnn-lab/runs';
import type { Average } from './average';

/**
 * What /api/v1 takes and gives: the routes check their input with these schemas, OpenAPI is made from them, and the
 * pages take their types from here (`import type`, as the values need Node). JSON has no NaN and no Infinity: where a
 * number is not finite, the API gives null.
 */

/** Names separated by commas; a comma in a name is `%2C`, a percent sign `%25`. */
const names = z.string().transform(splitNames);
const count = z.coerce.number().int().nonnegative();
const moment = z.iso.datetime({ offset: true }).or(z.iso.date());
/** `<split>.<metric>`, a key of run.json's `summary`. */
export const metricKey = z.templateLiteral([z.enum(SPLITS), '.', z.enum(METRICS)]);
export type MetricKey = z.infer<typeof metricKey>;

/** GET /runs: which runs, in which order, from where. */
export const runsQuery = z.object({
  /** Words that stand in the id, the title, a parameter, a tag or the notes; all must. */
  q: z.string().default(''),
  experiment: z.string().optional(),
  status: z.enum(STATUSES).optional(),
  tag: z.string().optional(),
  /** Started on or after, and before or on. */
  from: moment.optional(),
  to: moment.optional(),
  /** Runs whose result (or best value while there is none) lies between `min` and `max`. */
  metric: metricKey.optional(),
  min: z.coerce.number().optional(),
  max: z.coerce.number().optional(),
  /** Those that are archived, in place of those that are not. */
  archived: z.stringbool().default(false),
  /** A column: `id`, `experiment`, `status`, `started`, `duration`, `seed`, `param.<name>`, `last.<key>`, `best.<key>` or `result.<key>`; a `-` before it turns it round. */
  sort: z.string().regex(SORT).default('-started'),
  /** `seeds`: same experiment, model and parameters, whatever the seed. */
  group: z.enum(GROUPINGS).default('none'),
  /** Of a group: its runs in place of the groups. */
  groupKey: z.string().optional(),
  offset: count.default(0),
  limit: count.max(500).default(100),
});
export type RunsQuery = z.infer<typeof runsQuery>;

/** GET /runs.csv: all runs that match, or those of `ids`, archived ones too, whatever else is asked. */
export const runsTableQuery = runsQuery
  .omit({ group: true, groupKey: true, offset: true, limit: true })
  .extend({
    /** Separated by commas; a comma in a name is `%2C`, a percent sign `%25`. */
    ids: names.optional(),
  });
export type RunsTableQuery = z.infer<typeof runsTableQuery>;

/** What a list shows of a run: run.json without its long parts, or what is wrong with it. */
export interface RunRow {
  id: string;
  run:
    | (Pick<
        Run,
        | 'experiment'
        | 'group'
        | 'title'
        | 'status'
        | 'startedAt'
        | 'endedAt'
        | 'heartbeatAt'
        | 'params'
        | 'seed'
        | 'engine'
        | 'workers'
        | 'results'
        | 'reference'
        | 'summary'
        | 'error'
        | 'errorDetails'
      > & { model: string | null })
    | null;
  annotations: Annotations;
  problem: string | null;
  problemDetails: ErrorDetails | null;
}

export interface Statistics {
  count: number;
  mean: number;
  /** Sample deviation (n − 1); null of one run. */
  deviation: number | null;
}

/** Runs that stand together, and what can be said of all. */
export interface RunGroup {
  /** The experiment, or with its parameters. */
  key: string;
  /** Its runs in order; `groupKey` asks for them. */
  ids: string[];
  /** What its runs share, as its first has it; null where that is broken. */
  run: Pick<NonNullable<RunRow['run']>, 'experiment' | 'title' | 'params' | 'reference' | 'model'> | null;
  /** Distinct seeds; grouped by `seeds`, `results` count each once, by its newest run. */
  seeds: number;
  /** Of its newest run; null where none tells. */
  startedAt: string | null;
  /** Mean of its runs, in seconds. */
  duration: number | null;
  /** By `<split>.<metric>`. */
  results: Partial<Record<MetricKey, Statistics>>;
}

export interface RunsPage {
  /** Rows that match; with groups, groups that match. */
  total: number;
  rows: RunRow[];
  /** In place of `rows` where the query groups. */
  groups: RunGroup[];
  /** What there is to filter by and to show, over all runs. */
  facets: { experiments: string[]; tags: string[]; params: string[]; metrics: MetricKey[] };
  /** Runs in the folder, archived ones and those in the trash. */
  counts: { all: number; archived: number; trash: number };
}

/** GET /runs/{id}: all of run.json. */
export type RunDetail = Omit<RunEntry, 'directory'> & {
  /** Splits with predictions, and whether there is a model to load. */
  predictions: string[];
  hasModel: boolean;
};

/** PATCH /runs/{id}: what people say of a run; what is left out stays. */
export const annotationsChange = z
  .strictObject({
    tags: z.array(z.string().trim().min(1).max(100)).max(100),
    notes: z.string().max(100_000),
    archived: z.boolean(),
  })
  .partial();
export type AnnotationsChange = z.infer<typeof annotationsChange>;

/** GET /runs/{id}/metrics: new lines only, 4 MiB at most; ask again from `nextByte` until it is `fromByte`. */
export const metricsQuery = z.object({ fromByte: count.default(0), resumes: count.optional() });
export interface MetricsUpdate {
  lines: MetricLine[];
  /** Lines among them that are damaged, and are left out. */
  unreadableLines: number;
  fromByte: number;
  nextByte: number;
  resumes: number;
}

/** GET /runs/{id}/series: curves cut into buckets, each with its first, lowest, highest and last point, so that no spike disappears. */
export const seriesQuery = z
  .object({
    metric: z.enum(METRICS).default('loss'),
    x: z.enum(['step', 'epoch', 'time', 'relative']).default('step'),
    /** Of `x`: what part to cut. */
    from: z.coerce.number().optional(),
    to: z.coerce.number().optional(),
    buckets: z.coerce.number().int().min(1).max(5_000).default(500),
    /** What a moving average of the steps keeps at each of what came before; 0 asks for none. */
    smoothing: z.coerce.number().min(0).max(0.999).default(0),
  })
  .refine(({ from = -Infinity, to = Infinity }) => from <= to, {
    path: ['to'],
    message: 'it lies below "from"',
  });
export type SeriesQuery = z.infer<typeof seriesQuery>;
export interface Curve {
  kind: 'step' | 'epoch';
  split: (typeof SPLITS)[number];
  /** `epoch` is fractional for steps; `time` in Unix milliseconds; `relative` in seconds of training. Not decreasing. */
  x: number[];
  /** null where the value is not finite. */
  y: (number | null)[];
  /** The moving average of all points up to each of these; null where none was asked for, and for epochs. */
  smoothed: (number | null)[] | null;
  /** That of all points, to go on with; null as `smoothed` is. */
  average: Average | null;
  /** Of the run's newest point of this curve, whatever part was asked for. */
  lastStep: number;
}
export interface CurvesPage {
  curves: Curve[];
  /** Where on `x` the run went on after each of its resumes. */
  resumedAt: number[];
  /** Damaged lines of metrics.jsonl, which are left out. */
  unreadableLines: number;
  /** To follow the run from here: the cursor of GET /runs/{id}/events. */
  nextByte: number;
  resumes: number;
}

/** GET /runs/{id}/predictions/{split}: an error browser's page. */
export const predictionsQuery = z.object({
  q: z.string().default(''),
  /** Sentiment only: `errors` are those on the wrong side of `threshold`. */
  show: z.enum(['all', 'errors', 'false-positives', 'false-negatives']).default('all'),
  threshold: z.coerce.number().min(0).max(1).default(0.5),
  /** `error`: how wrong, the worst first; `index`: as in the file. */
  sort: z.enum(['error', 'index']).default('index'),
  offset: count.default(0),
  limit: count.max(10_000).default(100),
});
export type PredictionsQuery = z.infer<typeof predictionsQuery>;
export type PredictionsPage =
  | { kind: 'sentiment'; total: number; rows: SentimentPrediction[] }
  | { kind: 'series'; total: number; rows: SeriesPrediction[] };

/** GET /runs/{id}/evaluation/{split}: of a binary classifier, enough for every curve and every threshold. */
export interface Evaluation {
  /** Predictions by probability: 1,000 bins of equal width over [0, 1], one list a label. */
  histogram: { negative: number[]; positive: number[] };
  /**
   * Exact, over all distinct probabilities, from the highest down; the curves are thinned to 500 points at most, the
   * areas are of all. Without a row of either label there is no curve, and null.
   */
  roc: { falsePositiveRate: number[]; truePositiveRate: number[]; threshold: number[]; auc: number | null };
  precisionRecall: {
    recall: number[];
    precision: number[];
    threshold: number[];
    averagePrecision: number | null;
  };
  /** Those of ten bins that are not empty: mean probability, share of label 1, how many. */
  calibration: {
    probability: number[];
    share: number[];
    count: number[];
    expectedCalibrationError: number | null;
  };
}

/** POST /runs/{id}/tokens: from a text to the model's input, by the run's own preprocessing.json. */
export const tokensRequest = z.strictObject({ text: z.string().max(LONGEST_TEXT) });
export interface Tokenization {
  tokens: {
    /** As it stands in the cleaned text. */
    surface: string;
    /** What is looked up: the surface, or its stem. */
    token: string;
    /** `cut`: in the vocabulary, but before the last `maxLength`. */
    status: 'kept' | 'stopword' | 'unknown' | 'cut';
    /** Of the vocabulary; null where nothing is fed. */
    index: number | null;
  }[];
  /** The model's input: padded and cut at the front to `maxLength`. */
  input: number[];
}

/** GET /trash. */
export type TrashPage = { rows: RunRow[] };

const RUN_CURSOR = /^(.+)@(\d{1,15})-(\d{1,9})$/s;

/** GET /events: of the list of runs or, in its place, of the runs that `runs` names with their cursors. */
export const eventsQuery = z.object({
  /** `<id>@<fromByte>-<resumes>`, separated by commas; a comma in an id is `%2C`, a percent sign `%25`. */
  runs: names.pipe(z.array(z.string().regex(RUN_CURSOR).transform(runCursor)).max(100)).optional(),
});

function runCursor(text: string) {
  const [, id, fromByte, resumes] = RUN_CURSOR.exec(text) ?? [];
  return { id, fromByte: Number(fromByte), resumes: Number(resumes) };
}

/**
 * Server-sent events: GET /events (all runs, or some with their lines), GET /runs/{id}/events?fromByte&resumes (one
 * run, with its lines). The stream of a run begins with the run as it is and goes on after a broken connection where it
 * was; what happened to the list of runs meanwhile is not told again, so ask for the list whenever that stream opens.
 */
export interface RunsEvents {
  /** Rows that are new or have changed; ids that are gone. */
  rows: { changed: RunRow[]; removed: string[] };
}
export interface RunEvents {
  run: RunDetail;
  metrics: { id: string } & MetricsUpdate;
  /** The run is gone. */
  removed: { id: string };
}

/** Every error of the API, with its HTTP status: one sentence, and for other languages which it is, where it is known. */
export interface ApiError {
  error: string;
  details: ErrorDetails | null;
}
