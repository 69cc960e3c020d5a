import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFile } from '@rnn-lab/runs';
import { machine } from './machine';
import type { Machine } from './machine';
import { rnnLab, run } from './program';
import { spread } from './race';
import type { Spread } from './race';

/** Share of a run's time that its checkpoints may take. */
const MOST_SHARE = 0.02;

export interface CheckpointsReport {
  machine: Machine;
  rounds: number;
  models: CheckpointsOfModel[];
}

/** One model of one experiment, over all rounds. */
export interface CheckpointsOfModel {
  experiment: string;
  model: string;
  /** Of the whole run, from its first file to its last. */
  seconds: Spread;
  /** Time in which checkpoints were copied and written, and its share of the run's, round by round. */
  checkpointSeconds: Spread;
  share: Spread;
}

interface Timed {
  model: string;
  seconds: number;
  checkpointSeconds: number;
}

/** Trains each experiment with its defaults, as a whole program, as often as there are rounds. */
export async function benchmarkCheckpoints(
  experiments: readonly string[],
  rounds: number,
): Promise<CheckpointsReport> {
  const models: CheckpointsOfModel[] = [];
  for (const experiment of experiments) {
    const runs: Timed[][] = [];
    for (let round = 0; round < rounds; round++) runs.push(await train(experiment));
    models.push(
      ...runs[0].map(({ model }, i) =>
        summary(
          experiment,
          model,
          runs.map((each) => each[i]),
        ),
      ),
    );
  }
  return { machine: machine(), rounds, models };
}

async function train(experiment: string): Promise<Timed[]> {
  const runsDir = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  try {
    const output = await run('rnn-lab', process.execPath, [
      ...[rnnLab(), experiment, '--runs-dir', runsDir, '--json'],
    ]);
    return output.trim().split('\n').map(timesOf);
  } finally {
    await rm(runsDir, { recursive: true });
  }
}

function timesOf(line: string): Timed {
  const { id, model, startedAt, endedAt, timings } = JSON.parse(line) as RunFile;
  if (!endedAt || timings.checkpoints === undefined) {
    throw new Error(`Run ${id} has no time of its checkpoints; build the trainer again.`);
  }
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return { model: model?.name ?? '', seconds, checkpointSeconds: timings.checkpoints };
}

function summary(experiment: string, model: string, runs: readonly Timed[]): CheckpointsOfModel {
  return {
    experiment,
    model,
    seconds: spread(runs.map(({ seconds }) => seconds)),
    checkpointSeconds: spread(runs.map(({ checkpointSeconds }) => checkpointSeconds)),
    share: spread(runs.map(({ seconds, checkpointSeconds }) => checkpointSeconds / seconds)),
  };
}

/** One message per model whose checkpoints take more than is promised. */
export function excesses({ models }: CheckpointsReport): string[] {
  return models
    .filter(({ share }) => share.median > MOST_SHARE)
    .map(({ experiment, model, share }) => {
      const [percent, most] = [share.median, MOST_SHARE].map((value) => `${(100 * value).toFixed(1)}%`);
      return `Checkpoints take ${percent} of the time of ${experiment} ${model}, more than ${most}.`;
    });
}
