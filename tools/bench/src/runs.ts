import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { positiveInteger, runMain, UsageError } from './command';
import { makeRuns } from './make-runs';

runMain('bench:runs --runs-dir FOLDER [--runs N] [--rows N]', async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'runs-dir': { type: 'string' },
      runs: { type: 'string', default: '1000' },
      rows: { type: 'string', default: '10000' },
    },
  });
  if (values['runs-dir'] === undefined) throw new UsageError('--runs-dir must name the folder to write to.');
  const runsDir = resolve(process.env.INIT_CWD ?? process.cwd(), values['runs-dir']);
  await makeRuns({
    runsDir,
    runs: positiveInteger('--runs', values.runs),
    rows: positiveInteger('--rows', values.rows),
  });
  console.log(runsDir);
  return [];
});
