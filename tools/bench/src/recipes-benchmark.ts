import { mean, sampleStandardDeviation } from 'simple-statistics';
import { machine } from './machine';
import type { Machine } from './machine';
import { MissingPeerError } from './peer';
import { spread } from './race';
import type { Spread } from './race';
import { ours, PEERS } from './recipe-peers';
import type { RecipePeer, RecipeRun } from './recipe-peers';

export interface RecipesReport {
  machine: Machine;
  seeds: number;
  models: ModelReport[];
  /** One message per peer that is not installed. */
  missing: string[];
}

/** One model of one experiment, over all seeds. */
export interface ModelReport {
  experiment: string;
  model: string;
  ours: Sample;
  peers: PeerSample[];
}

interface Sample {
  /** One run per seed, from 0. */
  runs: RecipeRun[];
  seconds: Spread;
  logLoss: Estimate;
}

interface PeerSample extends Sample {
  name: string;
  /** Our training time divided by the peer's, seed by seed. */
  ratio: Spread;
  /** Our mean log loss minus the peer's, in standard errors of the difference; null for a single seed. */
  standardErrors: number | null;
}

/** Mean of the natural logarithm of the last epoch's mean loss. */
interface Estimate {
  mean: number;
  /** null for a single seed. */
  standardError: number | null;
}

/** Trains each experiment with the seeds from 0, ours and every peer in turn, as whole programs. */
export async function benchmarkRecipes(
  experiments: readonly string[],
  seeds: number,
  onTrained: (message: string) => void,
): Promise<RecipesReport> {
  const models: ModelReport[] = [];
  const missing = new Map<RecipePeer, string>();
  for (const experiment of experiments) {
    const trained = new Map<string, RecipeRun[][]>();
    for (let seed = 0; seed < seeds; seed++) {
      for (const peer of [ours, ...PEERS]) {
        if (!peer.experiments.includes(experiment) || missing.has(peer)) continue;
        try {
          const { name, runs } = await peer.train(experiment, seed);
          trained.set(name, [...(trained.get(name) ?? []), runs]);
          for (const run of runs) onTrained(progress(name, experiment, seed, run));
        } catch (error) {
          if (!(error instanceof MissingPeerError)) throw error;
          missing.set(peer, error.message);
        }
      }
    }
    models.push(...modelReports(experiment, trained));
  }
  return { machine: machine(), seeds, models, missing: [...missing.values()] };
}

function progress(name: string, experiment: string, seed: number, run: RecipeRun): string {
  const { model, lastEpochLoss, seconds } = run;
  return `${name}, ${experiment} ${model}, seed ${seed}: loss ${lastEpochLoss.toFixed(4)} in ${seconds.toFixed(1)} s`;
}

/** @param trained runs by peer's name, then seed; ours first */
function modelReports(experiment: string, trained: ReadonlyMap<string, RecipeRun[][]>): ModelReport[] {
  const [[, oursBySeed], ...peers] = trained;
  return oursBySeed[0].map(({ model }) => {
    const runsOf = (bySeed: RecipeRun[][]) =>
      bySeed.flatMap((runs) => runs.filter((run) => run.model === model));
    const ourSample = sample(runsOf(oursBySeed));
    return {
      experiment,
      model,
      ours: ourSample,
      peers: peers
        .map(([name, bySeed]) => ({ name, runs: runsOf(bySeed) }))
        .filter(({ runs }) => runs.length > 0)
        .map(({ name, runs }) => comparison(name, ourSample, sample(runs))),
    };
  });
}

function sample(runs: RecipeRun[]): Sample {
  const logs = runs.map(({ lastEpochLoss }) => Math.log(lastEpochLoss));
  const standardError = logs.length > 1 ? sampleStandardDeviation(logs) / Math.sqrt(logs.length) : null;
  return {
    runs,
    seconds: spread(runs.map(({ seconds }) => seconds)),
    logLoss: { mean: mean(logs), standardError },
  };
}

function comparison(name: string, ours: Sample, peer: Sample): PeerSample {
  const error = Math.hypot(ours.logLoss.standardError ?? NaN, peer.logLoss.standardError ?? NaN);
  return {
    ...peer,
    name,
    ratio: spread(ours.runs.map(({ seconds }, seed) => seconds / peer.runs[seed].seconds)),
    standardErrors: Number.isNaN(error) ? null : (ours.logLoss.mean - peer.logLoss.mean) / error,
  };
}

/** One message per model whose loss is above a peer's by more than chance explains. */
export function shortfalls({ models }: RecipesReport): string[] {
  return models.flatMap(({ experiment, model, peers }) =>
    peers.flatMap(({ name, standardErrors }) => {
      if (standardErrors === null || standardErrors <= 2) return [];
      const above = standardErrors.toFixed(1);
      return `The last epoch's loss of ${experiment} ${model} is above that of ${name} by ${above} standard errors.`;
    }),
  );
}
