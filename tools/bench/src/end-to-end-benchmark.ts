import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFile } from '@rnn-lab/runs';
import { mean } from 'simple-statistics';
import { machine } from './machine';
import type { Machine } from './machine';
import { nsmcFolder } from './nsmc-reviews';
import { PeakMemory } from './peak-memory';
import { MissingPeerError } from './peer';
import { rnnLab, run } from './program';
import { spread } from './race';
import type { Spread } from './race';
import { keras } from './recipe-peers';

export interface EndToEndReport {
  machine: Machine;
  rounds: number;
  /** Number of reviews on which the accuracies are measured. */
  testReviews: number;
  /** Nothing cached. */
  ours: OurPipeline;
  /** Tokens cached. */
  cached: OurPipeline;
  peer: Pipeline | null;
  /** One message per peer that is not installed. */
  missing: string[];
}

export interface Pipeline {
  name: string;
  /** Of whole processes. */
  seconds: Spread;
  /** Test accuracy, mean over the rounds. */
  accuracy: number;
}

export interface OurPipeline extends Pipeline {
  /** Our time divided by the peer's, round by round; null without a peer. */
  ratio: Spread | null;
  /** Resident bytes, the maximum over the rounds; null if the system does not report them. */
  peakMemory: number | null;
}

interface Passage {
  name: string;
  seconds: number;
  accuracy: number;
}

interface OurPassage extends Passage {
  peakMemory: number | null;
  testReviews: number;
}

/**
 * Times the NSMC recipe from the raw files to the evaluated model as whole processes, in turn and without baselines: ours with nothing cached,
 * ours with the tokens cached, and Keras. Round `i` uses seed `i`.
 */
export async function benchmarkEndToEnd(
  rounds: number,
  onPassed: (message: string) => void,
): Promise<EndToEndReport> {
  const data = await nsmcFolder();
  const ours: OurPassage[] = [];
  const cached: OurPassage[] = [];
  const peer: Passage[] = [];
  const missing: string[] = [];
  const report = <T extends Passage>(passage: T): T => {
    const { name, seconds, accuracy } = passage;
    onPassed(`${name}: ${seconds.toFixed(1)} s, test accuracy ${accuracy.toFixed(4)}`);
    return passage;
  };
  for (let seed = 0; seed < rounds; seed++) {
    const folder = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
    try {
      ours.push(report(await passOurs('rnn-lab', data, folder, seed)));
      cached.push(report(await passOurs('rnn-lab, tokens cached', data, folder, seed)));
    } finally {
      await rm(folder, { recursive: true });
    }
    if (missing.length > 0) continue;
    try {
      peer.push(report(await passPython(seed)));
    } catch (error) {
      if (!(error instanceof MissingPeerError)) throw error;
      missing.push(error.message);
    }
  }
  return {
    machine: machine(),
    rounds,
    testReviews: ours[0].testReviews,
    ours: ourPipeline(ours, peer),
    cached: ourPipeline(cached, peer),
    peer: peer.length > 0 ? pipeline(peer) : null,
    missing,
  };
}

/** @param folder of the cache and the runs; must be empty for a first pass */
async function passOurs(name: string, data: string, folder: string, seed: number): Promise<OurPassage> {
  const where = ['--data-dir', data, '--runs-dir', join(folder, 'runs')];
  const args = [rnnLab(), 'nsmc', '--no-baselines', '--json', '--seed', String(seed), ...where];
  const env = { ...process.env, RNN_LAB_CACHE: join(folder, 'cache') };
  const memory = new PeakMemory();
  const onSpawn = (pid: number) => memory.follow(pid);
  const started = performance.now();
  const finished = run('rnn-lab', process.execPath, args, { env, onSpawn });
  const output = await finished.finally(() => memory.stop());
  const seconds = (performance.now() - started) / 1000;
  const { results, dataset } = JSON.parse(output) as RunFile;
  return {
    name,
    seconds,
    accuracy: results.test?.accuracy ?? NaN,
    peakMemory: memory.bytes,
    testReviews: dataset?.rows.test ?? NaN,
  };
}

async function passPython(seed: number): Promise<Passage> {
  const started = performance.now();
  const { name, runs } = await keras.train('nsmc', seed);
  const seconds = (performance.now() - started) / 1000;
  return { name, seconds, accuracy: runs[0].results.test?.accuracy ?? NaN };
}

function pipeline(passages: readonly Passage[]): Pipeline {
  return {
    name: passages[0].name,
    seconds: spread(passages.map(({ seconds }) => seconds)),
    accuracy: mean(passages.map(({ accuracy }) => accuracy)),
  };
}

function ourPipeline(passages: readonly OurPassage[], peer: readonly Passage[]): OurPipeline {
  const peaks = passages.map(({ peakMemory }) => peakMemory).filter((bytes) => bytes !== null);
  return {
    ...pipeline(passages),
    ratio: peer.length > 0 ? spread(passages.map(({ seconds }, i) => seconds / peer[i].seconds)) : null,
    peakMemory: peaks.length > 0 ? Math.max(...peaks) : null,
  };
}

/** One message per pipeline of ours whose test accuracy is below the peer's by more than chance explains. */
export function lowerAccuracies({ ours, cached, peer, testReviews }: EndToEndReport): string[] {
  if (!peer) return [];
  const standardError = Math.sqrt((2 * peer.accuracy * (1 - peer.accuracy)) / testReviews);
  return [ours, cached]
    .filter(({ accuracy }) => !(accuracy >= peer.accuracy - 3 * standardError))
    .map(
      ({ name, accuracy }) =>
        `The test accuracy of ${name}, ${accuracy.toFixed(4)}, is more than three standard errors below the ` +
        `${peer.accuracy.toFixed(4)} of ${peer.name}: the two compute different things.`,
    );
}
