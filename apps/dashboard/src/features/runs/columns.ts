import { isKnownMetric, isMetricKey, splitMetricKey } from '@rnn-lab/runs/metrics';
import { metricTitle } from '#components/metric-title';
import { runsMessages } from '#i18n/runs';
import type { Language } from '#api/language';
import type { RunsPage } from '#api/runs';

/**
 * A column of the runs table by its name: one of `RUN_COLUMNS`, `param.<name>`, or `result`, `best` or `last` before
 * `.<split>.<metric>`. The run's name is always the first column.
 */
export type Column = string;
type Facets = RunsPage['facets'];

export const RUN_COLUMNS = [
  'experiment',
  'model',
  'status',
  'started',
  'duration',
  'seed',
  'engine',
  'spark',
  'tags',
  'notes',
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number] | 'id';

const UNSORTABLE: readonly Column[] = ['model', 'engine', 'spark', 'tags', 'notes'];
/** CSS pixels. */
const WIDTHS: Record<RunColumn, number> = {
  id: 228,
  experiment: 104,
  model: 92,
  status: 108,
  started: 144,
  duration: 88,
  seed: 60,
  engine: 76,
  spark: 104,
  tags: 96,
  notes: 160,
};
const RESULT_WIDTH = 110;
/** Of a mean and its deviation. */
const MEAN_WIDTH = 132;
const SUMMARY_WIDTH = 112;
const PARAM_WIDTH = 96;

const USUAL_RESULTS = ['test.accuracy', 'test.loss', 'holdout.rmse'] as const;

/** The columns there are, in groups as the picker shows them. */
export function columnGroups({ metrics, params }: Facets) {
  return {
    run: [...RUN_COLUMNS] as Column[],
    result: metrics.map((key) => `result.${key}`),
    best: metrics.map((key) => `best.${key}`),
    last: metrics.map((key) => `last.${key}`),
    param: params.map((name) => `param.${name}`),
  };
}

/**
 * The default columns: as many as fit a screen of 1280 pixels. If the runs lack some of the usual results, metrics that the
 * dashboard doesn't know take their places. Without the experiment, because a run's name starts with it, and for groups, whose
 * results are wider, without the curve.
 */
export function usualColumns({ metrics }: Facets, isGrouped: boolean): Column[] {
  const usual = USUAL_RESULTS.filter((key) => metrics.includes(key));
  const others = metrics.filter(
    (key) => /^(test|holdout)\./.test(key) && !isKnownMetric(splitMetricKey(key)[1]),
  );
  const results = [...usual, ...others].slice(0, USUAL_RESULTS.length);
  return [
    'model',
    'status',
    'started',
    'duration',
    ...(isGrouped ? [] : ['spark']),
    ...results.map((key) => `result.${key}`),
    'tags',
  ];
}

/** `result.test.loss` → `['result', 'test.loss']`; a plain column has no rest. */
export function splitColumn(column: Column): [kind: string, rest: string] {
  const dot = column.indexOf('.');
  return dot < 0 ? [column, ''] : [column.slice(0, dot), column.slice(dot + 1)];
}

export function columnTitle(column: Column, language: Language): string {
  const [kind, rest] = splitColumn(column);
  if (kind === 'param') return rest;
  if (isMetricKey(rest)) return metricTitle(rest, language);
  return runsMessages[language].column[column as RunColumn] ?? column;
}

/** `best` or `last`, if the title alone is ambiguous. */
export function columnNote(column: Column, language: Language): string | null {
  const [kind] = splitColumn(column);
  return kind === 'best' || kind === 'last' ? runsMessages[language][kind] : null;
}

export function isSortable(column: Column): boolean {
  return !UNSORTABLE.includes(column);
}

export function isNumeric(column: Column): boolean {
  return ['duration', 'seed', 'result', 'best', 'last'].includes(splitColumn(column)[0]);
}

/** Whether the first click on the title sorts descending. */
export function beginsHigh(column: Column): boolean {
  return isNumeric(column) || column === 'started';
}

/** CSS pixels. */
export function columnWidth(column: Column, isGrouped: boolean): number {
  const [kind] = splitColumn(column);
  switch (kind) {
    case 'result':
      return isGrouped ? MEAN_WIDTH : RESULT_WIDTH;
    case 'best':
    case 'last':
      return SUMMARY_WIDTH;
    default:
      return WIDTHS[kind as RunColumn] ?? PARAM_WIDTH;
  }
}
