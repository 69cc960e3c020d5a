import Table from 'cli-table3';
import type { ServeReport } from './serve-benchmark';
import { machineLine, withQuartiles } from './text';

/** The report as a table of medians (quartiles), next to the targets. */
export function serveTable({ machine, rounds, rate, batch, ours, peers, missing }: ServeReport): string {
  const table = new Table({
    head: [
      '',
      `p50, ms, at ${rate}/s`,
      `p99, ms, at ${rate}/s`,
      'ours / peer',
      `reviews/s, ${batch} at a time`,
      'ours / peer',
    ],
    style: { head: [], border: [] },
  });
  table.push(['target', '', '< 20', '≤ 0.33', '≥ 2000', '']);
  for (const { name, p50, p99, perSecond, ...peer } of [ours, ...peers]) {
    const ratio = 'ratio' in peer ? (peer as ServeReport['peers'][number]).ratio : undefined;
    table.push([
      name,
      withQuartiles(p50, 1),
      withQuartiles(p99, 1),
      ratio ? withQuartiles(ratio.p99, 2) : '',
      withQuartiles(perSecond, 0),
      ratio ? withQuartiles(ratio.perSecond, 2) : '',
    ]);
  }
  return [
    machineLine(machine),
    `Naver reviews over HTTP on this machine, which also sends them, in ${rounds} rounds in turn: medians (quartiles)`,
    table.toString(),
    ...missing,
  ].join('\n');
}
