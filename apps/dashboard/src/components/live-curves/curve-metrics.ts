import { isMetricKey, sortedMetrics, splitMetricKey } from '@rnn-lab/runs/metrics';
import type { RunDetail } from '#api/run';

/** Metrics drawn at first, and how many more at a time. */
export const METRICS_AT_A_TIME = 6;

/** The metrics that a run has curves of; only the loss if its summary is still empty. */
export function curveMetrics({ run }: RunDetail): string[] {
  const keys = Object.keys(run?.summary ?? {}).filter(isMetricKey);
  const metrics = sortedMetrics(keys.map((key) => splitMetricKey(key)[1]));
  return metrics.length > 0 ? metrics : ['loss'];
}
