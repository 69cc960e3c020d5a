import {
  isMetricKey,
  metricInfoOf,
  metricKey,
  sortedMetricKeys,
  splitMetricKey,
} from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import type { MetricInfo, MetricKey, Run } from '@rnn-lab/runs';

/** Which value of a metric: the final result, or the best or newest value during training. */
export const KINDS = ['result', 'best', 'last'] as const;
export type Kind = (typeof KINDS)[number];

export interface MetricColumn {
  key: MetricKey;
  kind: Kind;
  /** One per run; null if it has none. */
  values: (number | null)[];
  /** The best value; null if the values can't be compared. */
  best: number | null;
  /** Undefined if the runs have different ones, or none. */
  unit: string | undefined;
}

/** All metrics that at least one run has, results first. */
export function metricColumns(runs: readonly Run[]): MetricColumn[] {
  const keys = sortedMetricKeys(runs.flatMap(keysOf));
  return KINDS.flatMap((kind) =>
    keys.map((key): MetricColumn => {
      const values = runs.map((run) => valueOf(run, key, kind));
      const having = runs.filter((_, i) => values[i] !== null);
      const { better, unit } = commonInfo(splitMetricKey(key)[1], having);
      return { key, kind, values, best: bestOf(values, better, having), unit };
    }),
  ).filter(({ values }) => values.some((value) => value !== null));
}

/** The direction and the unit of a metric, as far as the runs agree. */
export function commonInfo(name: string, runs: readonly Run[]): MetricInfo {
  const infos = runs.map(({ metricInfo }) => metricInfoOf(name, metricInfo));
  const units = new Set(infos.map(({ unit }) => unit));
  const directions = new Set(infos.map(({ better }) => better));
  const isComparable = units.size === 1 && directions.size === 1;
  return {
    better: isComparable ? infos[0].better : undefined,
    unit: units.size === 1 ? infos[0].unit : undefined,
  };
}

function keysOf({ results, summary }: Run): MetricKey[] {
  const ofResults = SPLITS.flatMap((split) =>
    Object.keys(results[split] ?? {}).map((name) => metricKey(split, name)),
  );
  return [...ofResults, ...Object.keys(summary).filter(isMetricKey)];
}

function valueOf(run: Run, key: MetricKey, kind: Kind): number | null {
  const [split, name] = splitMetricKey(key);
  const value = kind === 'result' ? run.results[split]?.[name] : run.summary[key]?.[kind];
  // The API returns null for a value that is not finite.
  return value === null ? NaN : (value ?? null);
}

/** The best of several values; null if the direction isn't known, or for runs of different experiments. */
function bestOf(
  values: readonly (number | null)[],
  better: MetricInfo['better'],
  runs: readonly Run[],
): number | null {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  const experiments = new Set(runs.map(({ experiment }) => experiment));
  if (!better || new Set(finite).size < 2 || experiments.size > 1) return null;
  return better === 'higher' ? Math.max(...finite) : Math.min(...finite);
}
