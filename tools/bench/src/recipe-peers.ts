import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, dataFolder } from '@rnn-lab/trainer/folders';
import type { RunFile } from '@rnn-lab/runs';
import { MissingPeerError } from './peer';
import { dictionaryFolder, packageFolder, rnnLab, run } from './program';

/** Result of a whole training by the notebook's recipe. */
export interface RecipeRun {
  model: string;
  results: RunFile['results'];
  /** Mean loss over the samples of the last epoch. */
  lastEpochLoss: number;
  /** Training time only. */
  seconds: number;
}

export interface RecipePeer {
  title: string;
  /** Experiments for which it has a recipe. */
  experiments: readonly string[];
  /** @throws MissingPeerError if it is not installed */
  train(experiment: string, seed: number): Promise<{ name: string; runs: RecipeRun[] }>;
}

export const EXPERIMENTS = ['sine', 'deaths', 'imdb', 'nsmc'] as const;

/** The program rnn-lab, without the hold-out and the baselines, which the notebook doesn't have. */
export const ours: RecipePeer = { title: 'rnn-lab', experiments: EXPERIMENTS, train: trainOurs };

export const keras = pythonPeer('Keras', 'keras_recipe.py', EXPERIMENTS);

export const PEERS: readonly RecipePeer[] = [keras, pythonPeer('PyTorch', 'torch_recipe.py', ['deaths'])];

async function trainOurs(experiment: string, seed: number) {
  const runsDir = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const args = ['--seed', String(seed), '--runs-dir', runsDir, '--json'];
  if (experiment === 'deaths') args.push('--no-holdout');
  if (experiment === 'imdb' || experiment === 'nsmc') args.push('--no-baselines');
  try {
    const output = await run('rnn-lab', process.execPath, [rnnLab(), experiment, ...args]);
    const runs = output.trim().split('\n').map(parseRun);
    return { name: 'rnn-lab', runs };
  } finally {
    await rm(runsDir, { recursive: true });
  }
}

function parseRun(line: string): RecipeRun {
  const { model, results, summary, timings } = JSON.parse(line) as RunFile;
  return {
    model: model?.name ?? '',
    results,
    lastEpochLoss: summary['train.loss'].last,
    seconds: timings.train ?? NaN,
  };
}

function pythonPeer(title: string, script: string, experiments: readonly string[]): RecipePeer {
  return {
    title,
    experiments,
    async train(experiment, seed) {
      const python = process.env.PYTHON || 'python3';
      const deaths = join(packageFolder('@rnn-lab/data'), 'deaths/deaths.csv');
      const args = [experiment, dataFolder(null) ?? cacheFolder(), String(seed), deaths, dictionaryFolder()];
      const output = await run(title, python, ['-B', join(__dirname, '../python', script), ...args]);
      const answer = JSON.parse(output) as { missing: string } | { name: string; runs: RecipeRun[] };
      if ('missing' in answer) {
        throw new MissingPeerError(`${title} is not measured: ${python} has no module ${answer.missing}.`);
      }
      return answer;
    },
  };
}
