import Table from 'cli-table3';
import type { EndToEndReport, OurPipeline } from './end-to-end-benchmark';
import { machineLine, withQuartiles } from './text';

/** The report as a table: medians (quartiles) of the times, next to the targets. */
export function endToEndTable({ machine, rounds, ours, cached, peer, missing }: EndToEndReport): string {
  const table = new Table({
    head: ['', 'seconds', 'ours / peer', 'target', 'test accuracy', 'peak memory, MB', 'target'],
    style: { head: [], border: [] },
  });
  const row = ({ name, seconds, ratio, accuracy, peakMemory }: OurPipeline, target: string) => [
    name,
    withQuartiles(seconds, 1),
    ratio ? withQuartiles(ratio, 2) : '—',
    target,
    accuracy.toFixed(4),
    peakMemory === null ? '—' : Math.round(peakMemory / 1e6),
    '< 1000',
  ];
  table.push(row(ours, '≤ 0.3'), row(cached, '≤ 0.2'));
  if (peer) table.push([peer.name, withQuartiles(peer.seconds, 1), '', '', peer.accuracy.toFixed(4), '', '']);
  return [
    machineLine(machine),
    `NSMC from the raw files to the evaluated model, whole processes, ${rounds} ${rounds === 1 ? 'round' : 'rounds'} in turn: medians (quartiles)`,
    table.toString(),
    ...missing,
  ].join('\n');
}
