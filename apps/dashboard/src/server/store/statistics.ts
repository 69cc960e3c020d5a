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

function describe(values: number[]): Statistics | null {
  if (values.length === 0) return null;
  const deviation = values.length > 1 ? sampleStandardDeviation(values) : null;
  return { count: values.length, mean: mean(values), deviation };
}
