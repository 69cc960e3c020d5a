import { parseArgs } from 'node:util';
import { positiveInteger, runMain } from './command';
import { benchmarkEndToEnd, lowerAccuracies } from './end-to-end-benchmark';
import { endToEndTable } from './end-to-end-table';
import { keepReport } from './reports';

runMain('bench:end-to-end [--rounds N] [--json]', async (args) => {
  const { rounds, json } = readOptions(args);
  const report = await benchmarkEndToEnd(rounds, (message) => console.error(message));
  keepReport('end-to-end', report);
  console.log(json ? JSON.stringify(report) : endToEndTable(report));
  return lowerAccuracies(report);
});

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  return { rounds: positiveInteger('--rounds', values.rounds), json: values.json };
}
