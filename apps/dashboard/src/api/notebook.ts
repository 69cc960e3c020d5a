import { splitMetricKey } from '@rnn-lab/runs/metrics';
import type { MetricKey, Run } from '@rnn-lab/runs';

type Reference = Run['reference'];

/** The notebook's results if they compare with the run's: it used all the data, so nothing compares with a limited run. */
export function comparableReference({ params, reference }: Pick<Run, 'params' | 'reference'>): Reference {
  return typeof params.limit === 'number' ? {} : reference;
}

/** The notebook's value of a metric that the run has, if they compare. */
export function notebookValue(
  run: Pick<Run, 'params' | 'reference' | 'results'>,
  key: MetricKey,
): number | undefined {
  const [split, metric] = splitMetricKey(key);
  const ours = run.results[split]?.[metric];
  return ours === undefined ? undefined : comparableReference(run)[split]?.[metric];
}
