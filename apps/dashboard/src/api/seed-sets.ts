import { splitMetricKey } from '@rnn-lab/runs/metrics';
import type { MetricKey, Run } from '@rnn-lab/runs';

/** What the runs of a seed set have in common: they differ in the seed alone. */
export interface SeedSetSettings extends Pick<Run, 'experiment' | 'engine' | 'params'> {
  /** The model's name; null if it isn't known yet. */
  model: string | null;
  /** See `dataHash`. */
  data: string;
}

/** The same for all runs of a seed set, and for no other. */
export function seedSetKey({ experiment, model, engine, data, params }: SeedSetSettings): string {
  // A parameter that isn't set is the same as one that older runs don't have.
  const set = Object.entries(params).filter(([, value]) => value !== null);
  const sorted = set.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  return [experiment, model ?? '', engine, data, ...sorted].join(' ');
}

/** The content of a data set's files, by the first digits of their SHA-256; empty without files. */
export function dataHash(dataset: Run['dataset']): string {
  return dataset?.files.map(({ sha256 }) => sha256.slice(0, 8)).join(' ') ?? '';
}

/** What can distinguish seed sets of an experiment, by name. */
export function settingsOf({ engine, data, params }: SeedSetSettings): Record<string, Run['params'][string]> {
  return { ...params, engine, data };
}

/**
 * One item per seed, as a repeated seed reproduces the same numbers: the newest with results, else the newest. Items
 * without a run are left out.
 */
export function onePerSeed<T>(
  items: readonly T[],
  runOf: (item: T) => Pick<Run, 'seed' | 'startedAt' | 'results'> | null,
): T[] {
  const newest = new Map<number, { item: T; rank: number }>();
  for (const item of items) {
    const run = runOf(item);
    if (!run) continue;
    const hasResults = Object.values(run.results).some(Boolean);
    const rank = Date.parse(run.startedAt) + (hasResults ? Number.MAX_SAFE_INTEGER / 2 : 0);
    const known = newest.get(run.seed);
    if (!known || rank > known.rank) newest.set(run.seed, { item, rank });
  }
  return Array.from(newest.values(), ({ item }) => item);
}

const PROPORTIONS = ['accuracy', 'binaryAccuracy', 'categoricalAccuracy', 'sparseCategoricalAccuracy'];
/** Of the normal distribution, for intervals of 95%. */
const Z = 1.96;

/**
 * Half of the 95% interval that the number of rows implies for an accuracy (a binomial proportion, normal approximation);
 * null for other metrics, and if the number isn't known.
 */
export function halfByRows(key: MetricKey, value: number, rows: number | null | undefined): number | null {
  if (!rows || !PROPORTIONS.includes(splitMetricKey(key)[1])) return null;
  return Z * Math.sqrt((value * (1 - value)) / rows);
}

/**
 * The same for the difference of two accuracies, as if each had rows of its own: rather too wide, if they are the same rows.
 */
export function halfOfDifference(
  key: MetricKey,
  a: number,
  b: number,
  rows: number | null | undefined,
): number | null {
  const [before, after] = [halfByRows(key, a, rows), halfByRows(key, b, rows)];
  return before === null || after === null ? null : Math.hypot(before, after);
}
