import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs';
import { startEnginePeer } from './engine-peer';
import { MissingPeerError } from './peer';
import type { Peer } from './peer';
import { startPythonPeer } from './python-peer';
import type { StepModel } from './step-models';
import { startTfjsNodePeer } from './tfjs-node-peer';
import { writeWorkload } from './workload';
import type { Workload } from './workload';

export interface Peers {
  /** Ours first. */
  started: Peer[];
  /** One message per peer that is not installed. */
  missing: string[];
}

/** Starts our engine and the model's peers that are installed, on the same rows; closes them after `work`. */
export async function withPeers<T>(
  model: StepModel,
  workload: Workload,
  workers: number,
  work: (peers: Peers) => Promise<T>,
): Promise<T> {
  const { dropout, keras } = model;
  const built: LayersModel[] = [];
  const build = () => {
    const layersModel = model.build(dropout);
    built.push(layersModel);
    return layersModel;
  };
  const weights = build().weights.map((weight) => ({
    shape: weight.shape as number[],
    data: weight.read().dataSync<'float32'>(),
  }));
  const directory = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const peers: Peers = { started: [], missing: [] };
  try {
    await writeWorkload(directory, workload, dropout, weights);
    const starts = [
      () => startEnginePeer(build(), workload, workers),
      ...(keras ? [() => startPythonPeer('Keras', 'keras_peer.py', directory, keras)] : []),
      ...model.torch.map((name) => () => startPythonPeer('PyTorch', 'torch_peer.py', directory, name)),
      ...(model.tfjsNode ? [() => startTfjsNodePeer(build(), workload)] : []),
    ];
    for (const start of starts) {
      try {
        peers.started.push(await start());
      } catch (error) {
        if (!(error instanceof MissingPeerError)) throw error;
        if (!peers.missing.includes(error.message)) peers.missing.push(error.message);
      }
    }
    return await work(peers);
  } finally {
    await Promise.all(peers.started.map((peer) => peer.close()));
    built.forEach((layersModel) => layersModel.dispose());
    await rm(directory, { recursive: true });
  }
}
