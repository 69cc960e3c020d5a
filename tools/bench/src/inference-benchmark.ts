import { machine } from './machine';
import type { Machine } from './machine';
import type { Predictions } from './peer';
import { withPeers } from './peers';
import { spread } from './race';
import type { Spread } from './race';
import { sentiment } from './step-models';
import { makeWorkload } from './workload';
import type { Recipe } from './workload';

export interface InferenceReport {
  machine: Machine;
  recipe: string;
  rows: number;
  rounds: number;
  ours: { name: string; milliseconds: Spread };
  peers: InferencePeerReport[];
  /** One message per peer that is not installed. */
  missing: string[];
}

export interface InferencePeerReport {
  name: string;
  milliseconds: Spread;
  /** Our time divided by the peer's, round by round. */
  ratio: Spread;
  /** Largest difference between our probabilities and the peer's. */
  greatestDifference: number;
}

/** A larger difference of probabilities means that the peer computes something else. */
const TOLERANCE = 1e-4;

/** Times predictions with a recipe's untrained model: ours and every installed peer, in turn. */
export async function benchmarkInference(
  recipe: Recipe,
  rows: number,
  rounds: number,
  workers: number,
): Promise<InferenceReport> {
  const workload = makeWorkload(recipe, Math.ceil(rows / recipe.sizes.batchSize));
  return withPeers(sentiment(recipe), workload, workers, async ({ started, missing }) => {
    const warmUps: Predictions[] = [];
    for (const peer of started) warmUps.push(await peer.predict(rows));
    const times = started.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, peer] of started.entries())
        times[index].push((await peer.predict(rows)).milliseconds);
    }
    const [ours, ...others] = times;
    return {
      machine: machine(),
      recipe: recipe.name,
      rows,
      rounds,
      ours: { name: started[0].name, milliseconds: spread(ours) },
      peers: others.map((milliseconds, index) => ({
        name: started[index + 1].name,
        milliseconds: spread(milliseconds),
        ratio: spread(ours.map((time, round) => time / milliseconds[round])),
        greatestDifference: difference(warmUps[0].probabilities, warmUps[index + 1].probabilities),
      })),
      missing,
    };
  });
}

function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

/** One message per peer that predicted something else. */
export function predictionDisagreements({ peers }: InferenceReport): string[] {
  return peers
    .filter(({ greatestDifference }) => !(greatestDifference <= TOLERANCE))
    .map(
      ({ name, greatestDifference }) =>
        `A probability differs from that of ${name} by ${greatestDifference.toPrecision(2)}: ` +
        'the two compute different things, so their times cannot be compared.',
    );
}
