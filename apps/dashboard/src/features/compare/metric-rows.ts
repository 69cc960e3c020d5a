import { METRICS, SPLITS } from '@rnn-lab/runs/names';
import type { Metric, Run, Split } from '@rnn-lab/runs';

/** Which value of a metric: the final result, or the best or newest value during training. */
export const KINDS = ['result', 'best', 'last'] as const;
export type Kind = (typeof KINDS)[number];

export interface MetricColumn {
  /** `<split>.<metric>`. */
  key: string;
  kind: Kind;
  /** One per run; null if it has none. */
  values: (number | null)[];
  /** The best value; null if there is nothing to compare. */
  best: number | null;
}

/** All metrics that at least one run has, results first. */
export function metricColumns(runs: readonly Run[]): MetricColumn[] {
  return KINDS.flatMap((kind) =>
    SPLITS.flatMap((split) =>
      METRICS.map((metric): MetricColumn => {
        const values = runs.map((run) => valueOf(run, split, metric, kind));
        return { key: `${split}.${metric}`, kind, values, best: bestOf(values, metric, runs) };
      }),
    ),
  ).filter(({ values }) => values.some((value) => value !== null));
}

/** The notebook's value for the result, if it prints one. */
export function referenceOf(run: Run, key: string): number | null {
  const [split, metric] = key.split('.') as [Split, Metric];
  return run.reference[split]?.[metric] ?? null;
}

function valueOf(run: Run, split: Split, metric: Metric, kind: Kind): number | null {
  const value = kind === 'result' ? run.results[split]?.[metric] : run.summary[`${split}.${metric}`]?.[kind];
  // The API returns null for a value that is not finite.
  return value === null ? NaN : (value ?? null);
}

/** The highest accuracy, the lowest of other metrics; null for runs of different experiments. */
function bestOf(values: readonly (number | null)[], metric: Metric, runs: readonly Run[]): number | null {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  const experiments = new Set(runs.filter((_, i) => values[i] !== null).map(({ experiment }) => experiment));
  if (new Set(finite).size < 2 || experiments.size > 1) return null;
  return metric === 'accuracy' ? Math.max(...finite) : Math.min(...finite);
}
