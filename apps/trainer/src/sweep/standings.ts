import { mean } from 'simple-statistics';
import { ranked } from './halving';
import { metricsAfter } from './trials';
import type { Metrics, Run } from '@rnn-lab/runs';
import type { Sweep } from './sweep';
import type { Variant } from './variants';

/** Where a variant stands at a sweep's end. */
export interface Standing {
  variant: Variant;
  status: 'finished' | 'pruned' | 'unfinished';
  /** After which a variant was pruned. */
  epoch: number | null;
  /** By seed: metrics of the split that ranks, after that epoch or at the end. */
  metrics: readonly Metrics[];
  /** By seed: run.json. */
  runs: readonly Run[];
}

/** The variants: the finished ones best first, then the pruned ones by how long they trained, then the others. */
export async function standingsOf(sweep: Sweep): Promise<Standing[]> {
  const { name, better } = sweep.criterion;
  const all = await Promise.all(sweep.plan.variants.map((variant) => standingOf(sweep, variant)));
  const epochs = [...new Set(all.map(({ epoch }) => epoch ?? 0))].sort((a, b) => b - a);
  const order = (standings: readonly Standing[]) => {
    const found = ranked(standings, ({ metrics }) => meanOf(metrics, name), better);
    return [...found, ...standings.filter((each) => !found.includes(each))];
  };
  return [
    ...order(all.filter(({ status }) => status === 'finished')),
    ...epochs.flatMap((epoch) =>
      order(all.filter((each) => each.status === 'pruned' && each.epoch === epoch)),
    ),
    ...all.filter(({ status }) => status === 'unfinished'),
  ];
}

async function standingOf(sweep: Sweep, variant: Variant): Promise<Standing> {
  const { split } = sweep.plan;
  const entries = sweep.trialsOf(variant).map((trial) => sweep.entryOf(trial));
  const runs = entries.flatMap((entry) => entry?.run ?? []);
  const hasAll = runs.length === entries.length;
  if (hasAll && runs.every(({ status }) => status === 'finished')) {
    return {
      variant,
      status: 'finished',
      epoch: null,
      metrics: runs.map(({ results }) => results[split] ?? {}),
      runs,
    };
  }
  const epochs = runs.flatMap(({ pruned }) => pruned?.epoch ?? []);
  if (!hasAll || epochs.length === 0)
    return { variant, status: 'unfinished', epoch: null, metrics: [], runs };
  const epoch = epochs[0];
  const metrics = await Promise.all(
    entries.map(async (entry) => (entry && (await metricsAfter(entry, split, epoch))) ?? {}),
  );
  return { variant, status: 'pruned', epoch, metrics, runs };
}

/** The mean over the seeds; undefined if one lacks the metric. */
export function meanOf(metrics: readonly Metrics[], name: string): number | undefined {
  const values = metrics.map(({ [name]: value }) => value).filter((value) => value !== undefined);
  return values.length > 0 && values.length === metrics.length ? mean(values) : undefined;
}
