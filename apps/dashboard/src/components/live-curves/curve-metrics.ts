import { METRICS } from '@rnn-lab/runs/names';
import type { Metric } from '@rnn-lab/runs';
import type { RunDetail } from '#api/run';

/** The metrics that a run has curves of; only the loss if its summary is still empty. */
export function curveMetrics({ run }: RunDetail): Metric[] {
  const keys = Object.keys(run?.summary ?? {});
  const metrics = METRICS.filter((metric) => keys.some((key) => key.endsWith(`.${metric}`)));
  return metrics.length > 0 ? metrics : ['loss'];
}
