import { isMetricKey, sortedMetricKeys } from '@rnn-lab/runs';
import { resultKeys } from './columns';
import type { MetricKey } from '@rnn-lab/runs';
import type { RunRow, RunsPage } from '#api/runs';

const facets = new WeakMap<RunRow[], RunsPage['facets']>();

/** The values that the rows can be filtered by, and the columns that can be shown. */
export function facetsOf(rows: RunRow[]): RunsPage['facets'] {
  const known = facets.get(rows) ?? findFacets(rows);
  facets.set(rows, known);
  return known;
}

function findFacets(rows: RunRow[]): RunsPage['facets'] {
  const experiments = new Set<string>();
  const tags = new Set<string>();
  const params = new Set<string>();
  const metrics = new Set<MetricKey>();
  for (const row of rows) {
    const { run, annotations } = row;
    annotations.tags.forEach((tag) => tags.add(tag));
    if (!run) continue;
    experiments.add(run.experiment);
    Object.keys(run.params).forEach((name) => params.add(name));
    Object.keys(run.summary)
      .filter(isMetricKey)
      .concat(resultKeys(row))
      .forEach((key) => metrics.add(key));
  }
  return {
    experiments: [...experiments].sort(),
    tags: [...tags].sort(),
    params: [...params].sort(),
    metrics: sortedMetricKeys(metrics),
  };
}
