import { isMetricKey } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { z } from 'zod';
import { splitNames } from './name-list';
import { GROUPINGS, SORT, STATUSES } from './names';
import { run, runEntry } from './run';
import { count, countParameter, strings } from './shared';

const metricKey = z
  .templateLiteral([z.enum(SPLITS), '.', z.string()])
  .refine(isMetricKey, 'it is not "<split>.<metric>"');
const timestamp = z.iso.datetime({ offset: true }).or(z.iso.date());

/** Names separated by commas; a comma in a name is `%2C`, a percent sign `%25`. */
export const nameList = z.string().transform(splitNames);

/** GET /runs: which runs, in which order, from where. */
export const runsQuery = z.object({
  q: z
    .string()
    .default('')
    .describe(
      'Words, which a run’s id, title, parameters, tags or notes contain, and comparisons, such as ' +
        '`epochs>2 and not (status=failed or tag~^old)`. 400 names the place of a mistake.',
    ),
  experiment: z.string().optional(),
  status: z.enum(STATUSES).optional(),
  tag: z.string().optional(),
  /** Started at or after `from`, and at or before `to`. */
  from: timestamp.optional(),
  to: timestamp.optional(),
  /** Runs whose result (the best value so far if there is none yet) is between `min` and `max`. */
  metric: metricKey.optional(),
  min: z.coerce.number().optional(),
  max: z.coerce.number().optional(),
  /** Only archived runs; by default only the others. */
  archived: z.stringbool().default(false),
  /** A column: `id`, `experiment`, `status`, `started`, `duration`, `seed`, `param.<name>`, `last.<key>`, `best.<key>` or `result.<key>`; descending with a leading `-`. */
  sort: z.string().regex(SORT).default('-started'),
  /** `seeds`: same experiment, model, parameters, engine and data, whatever the seed. */
  group: z.enum(GROUPINGS).default('none'),
  /** Returns the runs of this group instead of the groups. */
  groupKey: z.string().optional(),
  offset: countParameter.default(0),
  limit: countParameter.max(500).default(100),
});
export type RunsQuery = z.infer<typeof runsQuery>;

/** GET /runs.csv: all runs that match, or those of `ids`: archived ones too, and all other filters ignored. */
export const runsTableQuery = runsQuery
  .omit({ group: true, groupKey: true, offset: true, limit: true })
  .extend({ ids: nameList.optional() });
export type RunsTableQuery = z.infer<typeof runsTableQuery>;

/** run.json without its long parts. */
const outline = run
  .pick({
    experiment: true,
    group: true,
    title: true,
    status: true,
    startedAt: true,
    endedAt: true,
    heartbeatAt: true,
    phase: true,
    params: true,
    seed: true,
    engine: true,
    workers: true,
    results: true,
    reference: true,
    summary: true,
    metricInfo: true,
    error: true,
    errorDetails: true,
  })
  .extend({
    model: z.string().nullable(),
    data: z.string().describe('The first digits of the SHA-256 of the data set’s files.'),
    testRows: count.nullable().describe('Rows in the test split.'),
  });
/** Its fields that are copied from run.json. */
export type OutlineKey = Exclude<keyof z.infer<typeof outline>, 'model' | 'data' | 'testRows'>;
const derived = { model: true, data: true, testRows: true } as const;
export const outlineKeys = Object.keys(outline.omit(derived).shape) as OutlineKey[];

/** What a list shows of a run, or what is wrong with it. */
export const runRow = runEntry.extend({ run: outline.nullable() }).meta({ id: 'RunRow' });
export type RunRow = z.infer<typeof runRow>;

const statistics = z.object({
  count,
  mean: z.number(),
  deviation: z.number().nullable().describe('Sample deviation (n − 1); null for one run.'),
});
export type Statistics = z.infer<typeof statistics>;

/** What runs that are listed or pinned together share. */
export const sharedOutline = outline.pick({
  experiment: true,
  title: true,
  params: true,
  reference: true,
  metricInfo: true,
  model: true,
  engine: true,
  data: true,
  testRows: true,
});
export type SharedOutline = z.infer<typeof sharedOutline>;
export const statisticsByMetric = z.partialRecord(metricKey, statistics).describe('By `<split>.<metric>`.');

/** Runs that are listed together, and what describes all of them. */
const runGroup = z.object({
  key: z.string().describe('The experiment, or with its parameters.'),
  ids: strings.describe('Its runs in order; `groupKey` asks for them.'),
  run: sharedOutline
    .nullable()
    .describe('What its runs share, read from the first; null if that one is broken.'),
  seeds: count.describe('Distinct seeds; grouped by `seeds`, `results` counts each once, by its newest run.'),
  startedAt: run.shape.startedAt.nullable().describe('Of the newest run; null if no run can be read.'),
  duration: z.number().nullable().describe('Mean over the runs, in seconds.'),
  results: statisticsByMetric,
});
export type RunGroup = z.infer<typeof runGroup>;

export const runsPage = z
  .object({
    total: count.describe('Rows that match; with grouping, groups that match.'),
    rows: z.array(runRow),
    groups: z.array(runGroup).describe('Instead of `rows` if the query groups.'),
    facets: z
      .object({
        experiments: strings,
        tags: strings,
        params: strings,
        metrics: z.array(metricKey),
      })
      .describe('What can be filtered by and shown, over all runs.'),
    counts: z
      .object({ all: count, archived: count, trash: count })
      .describe('Runs in the folder, the archived ones among them, and runs in the trash.'),
  })
  .meta({ id: 'RunsPage' });
export type RunsPage = z.infer<typeof runsPage>;

/** GET /trash. */
export const trashPage = z.object({ rows: z.array(runRow) });
export type TrashPage = z.infer<typeof trashPage>;
