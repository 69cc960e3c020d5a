/**
 * Metrics are an open set: what a reader knows of them, and how it shows one that it has never heard of. An entry point of
 * its own, so that a browser can load it without zod and Node.
 */
import { SPLITS } from './names';
import type { Split } from './names';

/** Values by the metric's name. */
export type Metrics = Partial<Record<string, number>>;

export interface MetricInfo {
  /** Missing if the direction is unknown; the metric is then shown, but not ranked. */
  better?: 'higher' | 'lower';
  /** Missing for a number without a unit. */
  unit?: string;
}

/** run.json's `metricInfo`: by the metric's name. */
export type MetricInfos = Readonly<Partial<Record<string, MetricInfo>>>;

/** `<split>.<metric>`, a key of run.json's `summary`. The metric's name may contain dots. */
export type MetricKey = `${Split}.${string}`;

/** The fields of a line of metrics.jsonl that aren't metrics. */
export const LINE_FIELDS = ['kind', 'step', 'epoch', 'split', 't', 'time'] as const;

/**
 * The metrics that every reader knows, in the order in which it shows them, with their directions for runs without
 * `metricInfo`.
 */
const KNOWN: ReadonlyMap<string, NonNullable<MetricInfo['better']>> = new Map([
  ['loss', 'lower'],
  ['accuracy', 'higher'],
  ['binaryAccuracy', 'higher'],
  ['categoricalAccuracy', 'higher'],
  ['sparseCategoricalAccuracy', 'higher'],
  ['f1Score', 'higher'],
  ['precision', 'higher'],
  ['recall', 'higher'],
  ['auc', 'higher'],
  ['mae', 'lower'],
  ['rmse', 'lower'],
  ['meanAbsoluteError', 'lower'],
  ['rootMeanSquaredError', 'lower'],
  ['r2Score', 'higher'],
]);

/** Up to 100 characters without control characters, and without spaces around them. */
const NAME = /^(?!\s)[^\p{C}\p{Zl}\p{Zp}]{1,100}(?<!\s)$/u;

/**
 * Whether a metric can have this name: not if it is a field of metrics.jsonl, or a property of every JavaScript object
 * such as `__proto__`, which no object of metrics could hold safely.
 */
export function isMetricName(name: string): boolean {
  return NAME.test(name) && !(LINE_FIELDS as readonly string[]).includes(name) && !(name in Object.prototype);
}

/** Whether the text is a metric of a split, like `test.loss`. */
export function isMetricKey(key: string): key is MetricKey {
  const [split, name] = splitMetricKey(key as MetricKey);
  return SPLITS.includes(split) && isMetricName(name);
}

/** The name of a split's metric in run.json's `summary`, such as `test.accuracy`. */
export function metricKey(split: Split, name: string): MetricKey {
  return `${split}.${name}`;
}

/** `test.top.5` → `['test', 'top.5']`. */
export function splitMetricKey(key: MetricKey): [split: Split, name: string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot) as Split, key.slice(dot + 1)];
}

/** Whether every reader knows which direction is better, without `metricInfo`. */
export function isKnownMetric(name: string): boolean {
  return KNOWN.has(name);
}

/** What is known of a metric: from the run, else from the list of known ones. */
export function metricInfoOf(name: string, infos: MetricInfos): MetricInfo {
  return { better: infos[name]?.better ?? KNOWN.get(name), unit: infos[name]?.unit };
}

/** Without duplicates: the known ones first, then the others by name. */
export function sortedMetrics(names: Iterable<string>): string[] {
  return [...new Set(names)].sort(compareMetrics);
}

/** Without duplicates, split by split. */
export function sortedMetricKeys(keys: Iterable<MetricKey>): MetricKey[] {
  return [...new Set(keys)].sort((a, b) => {
    const [[aSplit, aName], [bSplit, bName]] = [splitMetricKey(a), splitMetricKey(b)];
    return SPLITS.indexOf(aSplit) - SPLITS.indexOf(bSplit) || compareMetrics(aName, bName);
  });
}

const order: ReadonlyMap<string, number> = new Map([...KNOWN.keys()].map((name, i) => [name, i]));
const collator = new Intl.Collator('en', { numeric: true });

function compareMetrics(a: string, b: string): number {
  const place = (name: string) => order.get(name) ?? order.size;
  return place(a) - place(b) || collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/**
 * The reference results that compare with a run: those of the notebook are of all the data, so that nothing compares with a
 * limited run.
 */
export function comparableReference<Reference extends object>(run: {
  params: Readonly<Record<string, unknown>>;
  reference: Reference;
}): Partial<Reference> {
  return typeof run.params.limit === 'number' ? {} : run.reference;
}
