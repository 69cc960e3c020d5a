import { parseArgs } from 'node:util';
import { benchmarkCheckpoints, excesses } from './checkpoints-benchmark';
import { checkpointsTable } from './checkpoints-table';
import { positiveInteger, runMain, UsageError } from './command';
import { EXPERIMENTS } from './recipe-peers';
import { keepReport } from './reports';

const USAGE = 'bench:checkpoints [--only sine,deaths,imdb,nsmc] [--rounds N] [--json]';

runMain(USAGE, async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: EXPERIMENTS.join(',') },
      rounds: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const experiments = values.only.split(',');
  const unknown = experiments.find((name) => !(EXPERIMENTS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only must be among ${EXPERIMENTS.join(', ')}, not '${unknown}'.`);
  }
  const report = await benchmarkCheckpoints(experiments, positiveInteger('--rounds', values.rounds));
  keepReport('checkpoints', report);
  console.log(values.json ? JSON.stringify(report) : checkpointsTable(report));
  return excesses(report);
});
