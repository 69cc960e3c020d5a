import { machine } from './machine';
import type { Machine } from './machine';
import { withPeers } from './peers';
import { compare, compareLosses, race, spread } from './race';
import type { Comparison, Lap, Schedule, Spread } from './race';
import type { StepModel } from './step-models';
import type { Workload } from './workload';

export interface StepReport {
  machine: Machine;
  recipe: string;
  batchSize: number;
  layers: string;
  /** What is timed. */
  per: 'step' | 'epoch';
  schedule: Schedule;
  ours: { name: string; milliseconds: Spread };
  peers: PeerReport[];
  /** Whose losses are compared in another way than at every step, and why. */
  notes: string[];
  /** One message per peer that is not installed. */
  missing: string[];
}

export interface PeerReport extends Comparison {
  name: string;
  milliseconds: Spread;
  /** Whether it is known to compute another function, so that its losses are not compared. */
  onlyTime: boolean;
}

/** Steps whose losses are compared without dropout. */
const STEPS_WITHOUT_DROPOUT = 30;

/** Times a training step (or epoch) of a model: ours and every installed peer's, on the same batches and weights. */
export async function benchmarkStep(
  model: StepModel,
  schedule: Schedule,
  workers: number,
): Promise<StepReport> {
  const steps = schedule.warmUp + schedule.rounds * schedule.steps;
  const workload = await model.workload(steps);
  const checked = model.dropout > 0 ? Math.min(steps, STEPS_WITHOUT_DROPOUT) : 0;
  const check = checked > 0 ? await lapsWithoutDropout(model, workload, workers, checked) : undefined;
  return withPeers(model, workload, workers, async ({ started, missing }) => {
    const [ours, ...others] = await race(started, schedule);
    const peers = others.map((lap, index) => {
      const { name } = started[index + 1];
      return {
        name,
        milliseconds: spread(lap.milliseconds),
        ...compare(ours, lap, model.stableSteps),
        ...(check && compareLosses(check[0].losses, check[index + 1].losses)),
        onlyTime: model.torchDiffers !== undefined && name.startsWith('PyTorch'),
      };
    });
    return {
      machine: machine(),
      recipe: model.name,
      batchSize: model.batchSize,
      layers: model.layers,
      per: workload.wholeEpochs ? 'epoch' : 'step',
      schedule,
      ours: { name: started[0].name, milliseconds: spread(ours.milliseconds) },
      peers,
      notes: notes(model, peers, checked),
      missing,
    };
  });
}

/** Every framework drops other cells, so that losses can only be compared without dropout. */
function lapsWithoutDropout(
  model: StepModel,
  workload: Workload,
  workers: number,
  steps: number,
): Promise<Lap[]> {
  return withPeers({ ...model, dropout: 0 }, workload, workers, ({ started }) =>
    race(started, { warmUp: steps, rounds: 0, steps: 0, untimed: 0 }),
  );
}

function notes(
  { name, torchDiffers, stableSteps }: StepModel,
  peers: readonly PeerReport[],
  checked: number,
): string[] {
  return [
    ...peers
      .filter(({ onlyTime }) => onlyTime)
      .map((peer) => `${name}: only the time of ${peer.name} is compared, because ${torchDiffers}.`),
    ...(checked > 0 && peers.length > 0
      ? [
          `${name}: the losses are compared in ${checked} steps without dropout, because every framework drops other cells.`,
        ]
      : []),
    ...(stableSteps !== undefined && peers.length > 0
      ? [
          `${name}: the losses are compared up to epoch ${stableSteps}, where rounding errors begin to grow without bound.`,
        ]
      : []),
  ];
}

/** One message per peer that computed something else. */
export function disagreements({ recipe, per, peers }: StepReport): string[] {
  return peers
    .filter((peer) => !peer.agrees && !peer.onlyTime)
    .map(
      ({ name, greatestDifference: { step, difference } }) =>
        `The loss of ${recipe}'s ${per} ${step} differs from that of ${name} by ${(100 * difference).toPrecision(2)}%: ` +
        'the two compute different things, so their times cannot be compared.',
    );
}
