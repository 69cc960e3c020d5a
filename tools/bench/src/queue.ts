import { parseArgs } from 'node:util';
import { positiveInteger, runMain } from './command';
import { benchmarkQueue } from './queue-benchmark';
import { queueTable } from './queue-table';

runMain('bench:queue [--jobs N] [--workers N] [--json]', async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      jobs: { type: 'string', default: '10000' },
      workers: { type: 'string', default: '4' },
      json: { type: 'boolean', default: false },
    },
  });
  const report = await benchmarkQueue({
    jobs: positiveInteger('--jobs', values.jobs),
    workers: positiveInteger('--workers', values.workers),
  });
  console.log(values.json ? JSON.stringify(report) : queueTable(report));
  const { jobs, finished } = report;
  return finished === jobs ? [] : [`Of ${jobs} jobs, ${finished} have exactly one finished run.`];
});
