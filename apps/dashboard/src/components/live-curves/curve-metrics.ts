import { METRICS } from '@rnn-lab/runs/names';
import type { Metric } from '@rnn-lab/runs';
import type { RunDetail } from '#api/run';

/** The metrics that a run has curves of; the loss, where it has not said yet. */
export function curveMetrics({ run }: RunDetail): Metric[] {
  const keys = Object.keys(run?.summary ?? {});
  const metrics = METRICS.filter((metric) => keys.some((key) => key.endsWith(`.${metric}`)));
  return metrics.length > 0 ? metrics : ['loss'];
}
