import { isDeciding } from '@rnn-lab/runs/baselines';
import { metricKey, sortedMetrics } from '@rnn-lab/runs/metrics';
import type { MetricKey, Run, Split } from '@rnn-lab/runs';

/** What a run is judged by, from what it has never seen to what it was trained on. */
const JUDGING: readonly Split[] = ['test', 'holdout', 'validation', 'train'];

/**
 * The results that a run's page begins with: the accuracy or RMSE, for a model with several outputs that of each; else the
 * first metric but the loss; else the loss. None without results.
 */
export function headlineOf({ results }: Pick<Run, 'results'>): MetricKey[] {
  const split = JUDGING.find((split) => Object.keys(results[split] ?? {}).length > 0);
  if (!split) return [];
  const metrics = sortedMetrics(Object.keys(results[split] ?? {}));
  const telling = metrics.filter((metric) => !isLoss(metric));
  const deciding = telling.filter(isDeciding);
  const [first = metrics[0]] = telling;
  return (deciding.length > 0 ? deciding : [first]).map((metric) => metricKey(split, metric));
}

/** A loss decides only where it is all there is: readers know an accuracy better. */
function isLoss(metric: string): boolean {
  return metric === 'loss' || metric.endsWith('_loss');
}
