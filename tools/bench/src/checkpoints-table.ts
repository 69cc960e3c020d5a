import Table from 'cli-table3';
import { machineLine, withQuartiles } from './text';
import type { CheckpointsReport } from './checkpoints-benchmark';
import type { Spread } from './race';

/** The report as a table: medians (quartiles). */
export function checkpointsTable({ machine, rounds, models }: CheckpointsReport): string {
  const table = new Table({
    head: ['experiment', 'model', 'seconds', 'of checkpoints', 'share in %'],
    style: { head: [], border: [] },
  });
  for (const { experiment, model, seconds, checkpointSeconds, share } of models) {
    const times = [withQuartiles(seconds, 1), withQuartiles(checkpointSeconds, 3)];
    table.push([experiment, model, ...times, withQuartiles(percent(share), 2)]);
  }
  return [machineLine(machine), table.toString(), `Rounds: ${rounds}.`].join('\n');
}

function percent({ median, q1, q3 }: Spread): Spread {
  return { median: 100 * median, q1: 100 * q1, q3: 100 * q3 };
}
