import { sortedMetricKeys } from '@rnn-lab/runs/metrics';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { resultKeys, resultOf } from './columns';
import type { RunGroup, RunRow, Statistics } from '#api/runs';

/** Mean and standard deviation of every result that the rows have. */
export function statisticsOf(rows: RunRow[]): RunGroup['results'] {
  const results: RunGroup['results'] = {};
  for (const key of sortedMetricKeys(rows.flatMap(resultKeys))) {
    const values = rows.map((row) => resultOf(row, key)).filter((value) => value !== null);
    const statistics = describe(values.filter(Number.isFinite));
    if (statistics) results[key] = statistics;
  }
  return results;
}

/**
 * One row per seed, as a repeated seed reproduces the same numbers: the newest with results, else the newest. `rows` have
 * the same parameters.
 */
export function newestOfSeeds(rows: RunRow[]): RunRow[] {
  const newest = new Map<number, RunRow>();
  for (const row of rows) {
    if (!row.run) continue;
    const known = newest.get(row.run.seed);
    if (!known || rank(row) > rank(known)) newest.set(row.run.seed, row);
  }
  return [...newest.values()];
}

/** Start time, with runs that have results above all others. */
function rank({ run }: RunRow): number {
  if (!run) return -Infinity;
  const hasResults = Object.values(run.results).some(Boolean);
  return Date.parse(run.startedAt) + (hasResults ? Number.MAX_SAFE_INTEGER / 2 : 0);
}

function describe(values: number[]): Statistics | null {
  if (values.length === 0) return null;
  const deviation = values.length > 1 ? sampleStandardDeviation(values) : null;
  return { count: values.length, mean: mean(values), deviation };
}
