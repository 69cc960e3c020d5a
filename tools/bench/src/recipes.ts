import { parseArgs } from 'node:util';
import { cacheFolder } from '@rnn-lab/trainer/folders';
import { readPeerResults, writePeerResults } from '@rnn-lab/trainer/peer-results';
import { positiveInteger, runMain, UsageError } from './command';
import { EXPERIMENTS } from './recipe-peers';
import { benchmarkRecipes, shortfalls } from './recipes-benchmark';
import type { RecipesReport } from './recipes-benchmark';
import { keepReport } from './reports';
import { recipesTable } from './recipes-table';

const USAGE = 'bench:recipes [--experiments sine,deaths,imdb,nsmc] [--seeds N] [--json]';

runMain(USAGE, async (args) => {
  const { experiments, seeds, json } = readOptions(args);
  const report = await benchmarkRecipes(experiments, seeds, (message) => console.error(message));
  keepKeras(report);
  keepReport('recipes', report);
  console.log(json ? JSON.stringify(report) : recipesTable(report));
  return shortfalls(report);
});

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      experiments: { type: 'string', default: EXPERIMENTS.join(',') },
      seeds: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const experiments = values.experiments.split(',');
  const unknown = experiments.find((name) => !(EXPERIMENTS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--experiments must be among ${EXPERIMENTS.join(', ')}, not '${unknown}'.`);
  }
  return { experiments, seeds: positiveInteger('--seeds', values.seeds), json: values.json };
}

/** Keeps Keras's results with seed 0 for the table that trainer:all prints. */
function keepKeras({ models }: RecipesReport): void {
  const results = readPeerResults(cacheFolder()) ?? { name: '', experiments: {} };
  const measured = new Set<string>();
  for (const { experiment, model, peers } of models) {
    const keras = peers.find(({ name }) => name.startsWith('Keras'));
    if (!keras) continue;
    if (!measured.has(experiment)) results.experiments[experiment] = [];
    measured.add(experiment);
    const [run] = keras.runs;
    results.experiments[experiment].push({ model, results: run.results, seconds: run.seconds });
    results.name = keras.name;
  }
  if (measured.size > 0) writePeerResults(cacheFolder(), results);
}
