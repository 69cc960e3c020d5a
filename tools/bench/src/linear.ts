import Table from 'cli-table3';
import { runMain } from './command';
import { benchmarkLinear } from './linear-benchmark';
import type { LinearReport } from './linear-benchmark';
import { keepReport } from './reports';
import { readWorkers } from './workers-option';

/** Accuracies that differ by more aren't those of the same model. */
const TOLERANCE = 0.002;

runMain('bench:linear [--workers N] [--json]', async (args) => {
  const { workers, json } = readWorkers(args);
  const report = await benchmarkLinear(workers);
  keepReport('linear', report);
  console.log(json ? JSON.stringify(report) : linearTable(report));
  const { ours, peer } = report;
  if (!peer || Math.abs(ours.accuracy - peer.accuracy) <= TOLERANCE) return [];
  return [`The accuracies differ: ${ours.accuracy} and ${peer.accuracy} (${peer.name}).`];
});

function linearTable({ ours, peer, missing }: LinearReport): string {
  const table = new Table({
    head: ['the Naver reviews', 'seconds', 'test accuracy'],
    style: { head: [], border: [] },
  });
  for (const { name, seconds, accuracy } of peer ? [ours, peer] : [ours]) {
    const { median, q1, q3 } = seconds;
    table.push([name, `${median.toFixed(1)} (${q1.toFixed(1)} to ${q3.toFixed(1)})`, accuracy.toFixed(4)]);
  }
  return [table.toString(), ...missing].join('\n');
}
