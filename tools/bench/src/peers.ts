import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nsmcLstm } from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import { startEnginePeer } from './engine-peer';
import { MissingPeerError } from './peer';
import type { Peer } from './peer';
import { startPythonPeer } from './python-peer';
import { startTfjsNodePeer } from './tfjs-node-peer';
import { writeWorkload } from './workload';
import type { Workload } from './workload';

export interface Peers {
  /** Ours first. */
  started: Peer[];
  /** One message per peer that is not installed. */
  missing: string[];
}

/** Starts our engine and every installed peer on the same model and rows; closes them after `work`. */
export async function withPeers<T>(
  workload: Workload,
  workers: number,
  work: (peers: Peers) => Promise<T>,
): Promise<T> {
  const { length: maxLength, vocabularySize, embeddingDimension, units } = workload;
  const model = () =>
    nsmcLstm({ vocabularySize, embeddingDimension, units, maxLength, random: new RandomState(0) });
  const weights = model().weights.map((weight) => ({
    shape: weight.shape as number[],
    data: weight.read().dataSync<'float32'>(),
  }));
  const directory = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const peers: Peers = { started: [], missing: [] };
  try {
    await writeWorkload(directory, workload, weights);
    const starts = [
      () => startEnginePeer(model(), workload, workers),
      () => startPythonPeer('Keras', 'keras_peer.py', directory),
      () => startPythonPeer('PyTorch', 'torch_peer.py', directory),
      () => startTfjsNodePeer(model(), workload),
    ];
    for (const start of starts) {
      try {
        peers.started.push(await start());
      } catch (error) {
        if (!(error instanceof MissingPeerError)) throw error;
        peers.missing.push(error.message);
      }
    }
    return await work(peers);
  } finally {
    await Promise.all(peers.started.map((peer) => peer.close()));
    await rm(directory, { recursive: true });
  }
}
