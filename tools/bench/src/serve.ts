import { parseArgs } from 'node:util';
import { positiveInteger, runMain } from './command';
import { keepReport } from './reports';
import { benchmarkServe, servedDisagreements } from './serve-benchmark';
import { serveTable } from './serve-table';

runMain('bench:serve [--rounds N] [--train N] [--singles N] [--batched N] [--json]', async (args) => {
  const { json, ...sizes } = readOptions(args);
  const report = await benchmarkServe(sizes);
  keepReport('serve', report);
  console.log(json ? JSON.stringify(report) : serveTable(report));
  return servedDisagreements(report);
});

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      train: { type: 'string', default: '20000' },
      singles: { type: 'string', default: '1000' },
      batched: { type: 'string', default: '10000' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: positiveInteger('--rounds', values.rounds),
    train: positiveInteger('--train', values.train),
    singles: positiveInteger('--singles', values.singles),
    batched: positiveInteger('--batched', values.batched),
    json: values.json,
  };
}
