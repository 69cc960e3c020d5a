import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { positiveInteger, runMain } from './command';
import { benchmarkDashboard } from './dashboard-benchmark';
import { dashboardTable } from './dashboard-table';
import { keepReport } from './reports';

runMain('bench:dashboard [--runs N] [--rows N] [--json]', async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '1000' },
      rows: { type: 'string', default: '10000' },
      json: { type: 'boolean', default: false },
    },
  });
  const runs = positiveInteger('--runs', values.runs);
  const rows = positiveInteger('--rows', values.rows);
  const runsDir = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  try {
    const report = await benchmarkDashboard(runsDir, runs, rows, (message) => console.error(message));
    keepReport('dashboard', report);
    console.log(values.json ? JSON.stringify(report) : dashboardTable(report));
  } finally {
    await rm(runsDir, { recursive: true });
  }
  return [];
});
