import { MATMUL_NAMES } from '@rnn-lab/engine';
import { startEnginePeer } from './engine-peer';
import { machine } from './machine';
import type { Peer } from './peer';
import { compare, race, spread } from './race';
import type { Schedule } from './race';
import type { StepReport } from './step-benchmark';
import { sentiment } from './step-models';
import { makeWorkload } from './workload';
import type { Recipe } from './workload';

/** Times a training step with matrix products in WebAssembly against one with ONNX Runtime, both in this process. */
export async function benchmarkMatMul(
  recipe: Recipe,
  schedule: Schedule,
  workers: number,
): Promise<StepReport> {
  const workload = makeWorkload(recipe, schedule.warmUp + schedule.rounds * schedule.steps);
  const { name, batchSize, layers, build } = sentiment(recipe);
  const model = build(0);
  const peers: Peer[] = [];
  try {
    for (const matmul of MATMUL_NAMES) peers.push(await startEnginePeer(model, workload, workers, matmul));
    const [ort, wasm] = await race(peers, schedule);
    return {
      machine: machine(),
      recipe: name,
      batchSize,
      layers,
      per: 'step',
      schedule,
      ours: { name: peers[1].name, milliseconds: spread(wasm.milliseconds) },
      peers: [
        {
          name: peers[0].name,
          milliseconds: spread(ort.milliseconds),
          ...compare(wasm, ort),
          onlyTime: false,
        },
      ],
      notes: [],
      missing: [],
    };
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
    model.dispose();
  }
}
