import type { Metrics } from './metrics';
import type { Split } from './names';

/** Name of the baseline that no forecast can beat: the errors of a forecast that knows everything but the noise. */
export const NOISE_FLOOR = 'noise floor';

/** The metrics that decide; of a model with several outputs, those of each: `<output>_rmse`. */
const DECIDING = ['rmse', 'accuracy', 'loss'];

interface Compared {
  results: Partial<Record<Split, Metrics>>;
  /** By the baseline's name. */
  baselines: Readonly<Record<string, Partial<Record<Split, Metrics>>>>;
}

export interface Verdict {
  metric: string;
  /** The baselines that beat the network, the best first. */
  better: string[];
  /** The best baseline. */
  best: string;
  /** By how much the network beats the best baseline; negative if it loses to that. */
  lead: number;
}

/** Verdicts on a split, one per metric that decides; none if there is nothing to compare. */
export function verdictsOf({ results, baselines }: Compared, split: Split): Verdict[] {
  const rivals = Object.entries(baselines).filter(
    ([name, { [split]: scores }]) => scores && name !== NOISE_FLOOR,
  );
  const metrics = new Set(rivals.flatMap(([, { [split]: scores = {} }]) => Object.keys(scores)));
  return [...metrics].filter(isDeciding).flatMap((metric) => {
    const ours = results[split]?.[metric];
    if (ours === undefined || !Number.isFinite(ours)) return [];
    const sign = metric.endsWith('accuracy') ? 1 : -1;
    const leads = rivals
      .map(([name, { [split]: scores }]) => ({ name, lead: sign * (ours - Number(scores?.[metric])) }))
      .filter(({ lead }) => !Number.isNaN(lead))
      .sort((a, b) => a.lead - b.lead);
    if (leads.length === 0) return [];
    const better = leads.filter(({ lead }) => lead < 0).map(({ name }) => name);
    return [{ metric, better, best: leads[0].name, lead: leads[0].lead }];
  });
}

/** Whether runs are judged by this metric. */
export function isDeciding(metric: string): boolean {
  return DECIDING.some((name) => metric === name || metric.endsWith(`_${name}`));
}
