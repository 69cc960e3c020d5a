import { splitMetricKey } from '@rnn-lab/runs/metrics';
import { SPLITS_BY_WORTH } from '../axes';
import { judgedMetrics } from '../seed-sets';
import type { MetricKey, Split } from '@rnn-lab/runs';
import type { SeedSet } from '../seed-sets';
import type { Compared } from '../use-compared';

/** Two runs whose predictions are compared. */
export interface Pair {
  a: Compared;
  b: Compared;
  /** With predictions of both, the one that says most about new data first. */
  splits: Split[];
}

/** The runs that can be compared with each other: those with predictions; empty if there is only one. */
export function candidatesOf(runs: readonly Compared[]): Compared[] {
  const having = runs.filter(({ predictions }) => predictions.length > 0);
  return having.length > 1 ? having : [];
}

/** The metric by which a run stands for its seed set; null without two sets. */
export function representedBy(sets: readonly SeedSet[]): MetricKey | null {
  return sets.length > 1 ? (judgedMetrics(sets)[0] ?? null) : null;
}

/**
 * The asked runs; else runs that stand for different seed sets, or are the first of those that can be compared: with
 * predictions of the same split, of the same experiment rather than of another.
 *
 * @param candidates at least two
 * @param asked ids
 */
export function choosePair(
  candidates: readonly Compared[],
  sets: readonly SeedSet[],
  asked: { a: string | null; b: string | null },
): Pair {
  const key = representedBy(sets);
  const representatives = key ? sets.flatMap((set) => medianRun(set, key) ?? []) : [];
  const order = [...representatives, ...candidates];
  const of = (id: string | null) => candidates.find((one) => one.id === id);
  const a = of(asked.a) ?? order.find(({ id }) => id !== asked.b) ?? order[0];
  const others = order.filter(({ id }) => id !== a.id);
  const alike = others.filter((other) => commonSplits(a, other).length > 0);
  const b =
    others.find(({ id }) => id === asked.b) ??
    alike.find(({ run }) => run.experiment === a.run.experiment) ??
    [...alike, ...others][0];
  return { a, b, splits: commonSplits(a, b) };
}

function commonSplits(a: Compared, b: Compared): Split[] {
  return SPLITS_BY_WORTH.filter((split) => a.predictions.includes(split) && b.predictions.includes(split));
}

/** The run with the median result (the lower of the two in the middle); undefined if none with a result has predictions. */
function medianRun({ runs }: SeedSet, key: MetricKey): Compared | undefined {
  const [split, metric] = splitMetricKey(key);
  const resultOf = ({ run }: Compared) => run.results[split]?.[metric] ?? NaN;
  const sorted = runs
    .filter((one) => one.predictions.length > 0 && Number.isFinite(resultOf(one)))
    .sort((one, next) => resultOf(one) - resultOf(next));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
