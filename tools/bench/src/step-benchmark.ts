import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nsmcLstm } from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import { startEnginePeer } from './engine-peer';
import { machine } from './machine';
import type { Machine } from './machine';
import { MissingPeerError } from './peer';
import type { Peer } from './peer';
import { startPythonPeer } from './python-peer';
import { compare, race, spread } from './race';
import type { Comparison, Schedule, Spread } from './race';
import { nsmcLikeWorkload, writeWorkload } from './workload';
import type { WorkloadSizes } from './workload';

const PYTHON_PEERS = [
  { title: 'Keras', script: 'keras_step.py' },
  { title: 'PyTorch', script: 'torch_step.py' },
];

export interface StepReport {
  machine: Machine;
  sizes: WorkloadSizes;
  schedule: Schedule;
  ours: { name: string; milliseconds: Spread };
  peers: PeerReport[];
  /** One sentence for each peer that is not installed. */
  missing: string[];
}

export interface PeerReport extends Comparison {
  name: string;
  milliseconds: Spread;
}

/** Times a training step of the NSMC model, ours and every peer's that is installed, on the same batches and weights. */
export async function benchmarkStep(
  sizes: WorkloadSizes,
  schedule: Schedule,
  workers: number,
): Promise<StepReport> {
  const workload = nsmcLikeWorkload(sizes, schedule.warmUp + schedule.rounds * schedule.steps);
  const model = nsmcLstm({ ...sizes, maxLength: sizes.length, random: new RandomState(0) });
  const weights = model.weights.map((weight) => ({
    shape: weight.shape as number[],
    data: weight.read().dataSync<'float32'>(),
  }));
  const directory = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const peers: Peer[] = [];
  const missing: string[] = [];
  try {
    await writeWorkload(directory, workload, weights);
    peers.push(await startEnginePeer('onnx', model, workload, workers));
    for (const { title, script } of PYTHON_PEERS) {
      try {
        peers.push(await startPythonPeer(title, script, directory));
      } catch (error) {
        if (!(error instanceof MissingPeerError)) throw error;
        missing.push(error.message);
      }
    }
    const [ours, ...others] = await race(peers, schedule);
    return {
      machine: machine(),
      sizes,
      schedule,
      ours: { name: peers[0].name, milliseconds: spread(ours.milliseconds) },
      peers: others.map((lap, index) => ({
        name: peers[index + 1].name,
        milliseconds: spread(lap.milliseconds),
        ...compare(ours, lap),
      })),
      missing,
    };
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
    await rm(directory, { recursive: true });
  }
}

/** One sentence for each peer that computed something else. */
export function disagreements({ peers }: StepReport): string[] {
  return peers
    .filter((peer) => !peer.agrees)
    .map(
      ({ name, greatestDifference: { step, difference } }) =>
        `The loss of step ${step} differs from that of ${name} by ${(100 * difference).toPrecision(2)}%: ` +
        'the two compute different things, and the times compare nothing.',
    );
}
