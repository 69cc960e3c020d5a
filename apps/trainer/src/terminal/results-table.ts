import { NOISE_FLOOR } from '@rnn-lab/forecasting';
import { metricInfoOf, sortedMetrics, SPLITS } from '@rnn-lab/runs';
import Table from 'cli-table3';
import type { FinishedRun } from '@rnn-lab/lab';
import type { RunFile } from '@rnn-lab/runs';

type Results = RunFile['reference'];

/**
 * A run's results next to the notebook's, if it has the experiment; a dash if it prints none.
 *
 * @param infos run.json's `metricInfo`
 */
export function resultsTable(ours: Results, notebook: Results, infos: RunFile['metricInfo'] = {}): string {
  const hasNotebook = Object.keys(notebook).length > 0;
  const table = plainTable(['', 'ours', ...(hasNotebook ? ['notebook'] : [])]);
  const row = (name: string, value: number | undefined, printed: number | undefined, digits: number) =>
    table.push([name, decimal(value, digits), ...(hasNotebook ? [decimal(printed, digits)] : [])]);
  for (const split of SPLITS) {
    for (const metric of sortedMetrics(Object.keys(ours[split] ?? {}))) {
      if (ours[split]?.[metric] === undefined) continue;
      const { unit } = metricInfoOf(metric, infos);
      const name = `${split} ${metric}${unit ? ` (${unit})` : ''}`;
      row(name, ours[split][metric], notebook[split]?.[metric], 4);
    }
  }
  row('seconds per epoch', ours.secondsPerEpoch, notebook.secondsPerEpoch, 1);
  return table.toString();
}

/** Where the network is compared with baselines: the metrics to show, and the one that decides. */
const YARDSTICKS = [
  { split: 'holdout', place: 'hold-out', metrics: ['mae', 'rmse'], by: 'rmse', sign: -1 },
  { split: 'test', place: 'test set', metrics: ['accuracy', 'f1Score'], by: 'accuracy', sign: 1 },
] as const;

/** The network's results next to the baselines', and the baselines that beat it; undefined if there are none. */
export function baselinesTable(
  results: RunFile['results'],
  baselines: RunFile['baselines'],
): string | undefined {
  const yardstick = YARDSTICKS.find(({ split }) => Object.values(baselines).some((each) => each[split]));
  if (!yardstick) return undefined;
  const { split, place, metrics, by, sign } = yardstick;
  const table = plainTable([place, ...metrics]);
  const row = (name: string, values: Partial<Record<string, number>> = {}) =>
    table.push([name, ...metrics.map((metric) => decimal(values[metric], 4))]);
  row('network', results[split]);
  const lostTo: string[] = [];
  for (const [name, { [split]: values }] of Object.entries(baselines)) {
    if (!values) continue;
    row(name, values);
    if (name !== NOISE_FLOOR && sign * Number(values[by]) > sign * Number(results[split]?.[by]))
      lostTo.push(name);
  }
  const verdict = lostTo.length > 0 ? `loses to ${lostTo.join(' and ')}` : 'beats every baseline';
  return `${table.toString()}\nOn the ${place}, by ${by}, the network ${verdict}.`;
}

/** One row per run. */
export function comparisonTable(runs: readonly FinishedRun[]): string {
  const table = plainTable(['model', 'train rmse', 'hold-out rmse', 'seconds']);
  for (const { name, results, seconds } of runs) {
    table.push([
      name,
      decimal(results.train?.rmse, 2),
      decimal(results.holdout?.rmse, 2),
      seconds.toFixed(1),
    ]);
  }
  return table.toString();
}

/** A table without lines between its rows, numbers right-aligned. */
export function plainTable(head: string[]): Table.Table {
  return new Table({
    head,
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
}

/** A dash for a missing value. */
export function decimal(value: number | undefined, digits: number): string {
  return value === undefined ? '—' : value.toFixed(digits);
}
