import { NOISE_FLOOR } from '@rnn-lab/forecasting';
import { metricInfoOf, sortedMetrics, SPLITS } from '@rnn-lab/runs';
import Table from 'cli-table3';
import type { FinishedRun } from '@rnn-lab/lab';
import type { RunFile } from '@rnn-lab/runs';

type Results = RunFile['reference'];

/**
 * A run's results next to the notebook's; a dash if the notebook prints none.
 *
 * @param infos run.json's `metricInfo`
 */
export function resultsTable(ours: Results, notebook: Results, infos: RunFile['metricInfo'] = {}): string {
  const table = plainTable(['', 'ours', 'notebook']);
  for (const split of SPLITS) {
    for (const metric of sortedMetrics(Object.keys(ours[split] ?? {}))) {
      if (ours[split]?.[metric] === undefined) continue;
      const { unit } = metricInfoOf(metric, infos);
      table.push([
        `${split} ${metric}${unit ? ` (${unit})` : ''}`,
        decimal(ours[split][metric], 4),
        decimal(notebook[split]?.[metric], 4),
      ]);
    }
  }
  table.push(['seconds per epoch', decimal(ours.secondsPerEpoch, 1), decimal(notebook.secondsPerEpoch, 1)]);
  return table.toString();
}

/** The network's hold-out errors next to the baselines', and the baselines that beat it. */
export function baselinesTable(
  network: NonNullable<RunFile['results']['holdout']>,
  baselines: RunFile['baselines'],
): string {
  const table = plainTable(['hold-out', 'mae', 'rmse']);
  table.push(['network', decimal(network.mae, 4), decimal(network.rmse, 4)]);
  const lostTo: string[] = [];
  for (const [name, { holdout }] of Object.entries(baselines)) {
    if (!holdout) continue;
    table.push([name, decimal(holdout.mae, 4), decimal(holdout.rmse, 4)]);
    if (name !== NOISE_FLOOR && Number(holdout.rmse) < Number(network.rmse)) lostTo.push(name);
  }
  const verdict = lostTo.length > 0 ? `loses to ${lostTo.join(' and ')}` : 'beats every baseline';
  return `${table.toString()}\nOn the hold-out, by RMSE, the network ${verdict}.`;
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
