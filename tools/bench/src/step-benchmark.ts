import { machine } from './machine';
import type { Machine } from './machine';
import { withPeers } from './peers';
import { compare, race, spread } from './race';
import type { Comparison, Schedule, Spread } from './race';
import { makeWorkload } from './workload';
import type { Recipe, WorkloadSizes } from './workload';

export interface StepReport {
  machine: Machine;
  recipe: string;
  sizes: WorkloadSizes;
  schedule: Schedule;
  ours: { name: string; milliseconds: Spread };
  peers: PeerReport[];
  /** One message per peer that is not installed. */
  missing: string[];
}

export interface PeerReport extends Comparison {
  name: string;
  milliseconds: Spread;
}

/** Times a training step of a recipe: ours and every installed peer's, on the same batches and weights. */
export async function benchmarkStep(
  recipe: Recipe,
  schedule: Schedule,
  workers: number,
): Promise<StepReport> {
  const workload = makeWorkload(recipe, schedule.warmUp + schedule.rounds * schedule.steps);
  return withPeers(workload, workers, async ({ started, missing }) => {
    const [ours, ...others] = await race(started, schedule);
    return {
      machine: machine(),
      recipe: recipe.name,
      sizes: recipe.sizes,
      schedule,
      ours: { name: started[0].name, milliseconds: spread(ours.milliseconds) },
      peers: others.map((lap, index) => ({
        name: started[index + 1].name,
        milliseconds: spread(lap.milliseconds),
        ...compare(ours, lap),
      })),
      missing,
    };
  });
}

/** One message per peer that computed something else. */
export function disagreements({ recipe, peers }: StepReport): string[] {
  return peers
    .filter((peer) => !peer.agrees)
    .map(
      ({ name, greatestDifference: { step, difference } }) =>
        `The loss of ${recipe}'s step ${step} differs from that of ${name} by ${(100 * difference).toPrecision(2)}%: ` +
        'the two compute different things, so their times cannot be compared.',
    );
}
