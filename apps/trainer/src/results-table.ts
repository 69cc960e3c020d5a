import { METRICS, SPLITS } from '@rnn-lab/runs';
import Table from 'cli-table3';
import type { RunFile } from '@rnn-lab/runs';

type Figures = RunFile['reference'];

/** A run's figures beside the notebook's; a dash where the notebook prints none. */
export function resultsTable(ours: Figures, notebook: Figures): string {
  const table = new Table({
    head: ['', 'ours', 'notebook'],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const split of SPLITS) {
    for (const metric of METRICS) {
      if (ours[split]?.[metric] === undefined) continue;
      table.push([
        `${split} ${metric}`,
        decimal(ours[split][metric], 4),
        decimal(notebook[split]?.[metric], 4),
      ]);
    }
  }
  table.push(['seconds an epoch', decimal(ours.secondsPerEpoch, 1), decimal(notebook.secondsPerEpoch, 1)]);
  return table.toString();
}

function decimal(value: number | undefined, digits: number): string {
  return value === undefined ? '—' : value.toFixed(digits);
}
