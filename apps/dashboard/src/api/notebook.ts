import { comparableReference, splitMetricKey } from '@rnn-lab/runs/metrics';
import type { MetricKey, Run } from '@rnn-lab/runs';

export { comparableReference };

/** The notebook's value of a metric that the run has, if they compare. */
export function notebookValue(
  run: Pick<Run, 'params' | 'reference' | 'results'>,
  key: MetricKey,
): number | undefined {
  const [split, metric] = splitMetricKey(key);
  const ours = run.results[split]?.[metric];
  return ours === undefined ? undefined : comparableReference(run)[split]?.[metric];
}
