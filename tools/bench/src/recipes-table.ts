import Table from 'cli-table3';
import { machineLine, withQuartiles } from './text';
import type { RecipesReport } from './recipes-benchmark';

/** The report as a table: geometric means of the losses, medians (quartiles) of the times. */
export function recipesTable({ machine, seeds, models, missing }: RecipesReport): string {
  const table = new Table({
    head: ['experiment', 'model', '', 'last loss', 'seconds', 'ours / peer', 'standard errors above'],
    style: { head: [], border: [] },
  });
  for (const { experiment, model, ours, peers } of models) {
    const loss = (sample: typeof ours) => Math.exp(sample.logLoss.mean).toFixed(4);
    table.push([experiment, model, 'rnn-lab', loss(ours), withQuartiles(ours.seconds, 1), '', '']);
    for (const peer of peers) {
      const above = peer.standardErrors?.toFixed(1) ?? '—';
      table.push([
        '',
        '',
        peer.name,
        loss(peer),
        withQuartiles(peer.seconds, 1),
        withQuartiles(peer.ratio, 2),
        above,
      ]);
    }
  }
  return [
    machineLine(machine),
    `Whole trainings in turn, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}: geometric mean of the last epoch's loss, median (quartiles) of the seconds of training`,
    table.toString(),
    ...missing,
  ].join('\n');
}
