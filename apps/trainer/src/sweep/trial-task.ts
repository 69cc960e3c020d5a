import { createHash } from 'node:crypto';
import { flagsOf } from '../flags/flags';
import { trainInProcess } from './trainer-process';
import type { Flags } from '../flags/settings';
import type { TrialOptions } from './sweep';
import type { Ending } from './trainer-process';
import type { Params, Trial } from './variants';

/** What a sweep trains in a trial: enough to train it in another process, or on another machine. */
export interface TrialTask extends Pick<Flags, 'engine' | 'matmul' | 'checkpointSeconds' | 'notes'> {
  /** Name of the sweep. */
  sweep: string;
  /** Identifies the trial in every sweep; also in run.json. */
  job: string;
  experiment: string;
  params: Params;
  seed: number;
  /** Threads. */
  workers: number | null;
  /** Tags of the run besides the sweep's name. */
  tags: readonly string[];
}

/** The same for the same sweep, experiment, parameters and seed. */
export function jobId(sweep: string, experiment: string, { variant, seed }: Trial): string {
  const content = JSON.stringify([sweep, experiment, variant.id, seed]);
  return `${experiment}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

/** Trains a trial by a process of rnn-lab. */
export function trainTask(
  task: TrialTask,
  { resume, pauseAfter }: TrialOptions,
  { runsDir, dataDir }: { runsDir: string; dataDir: string | null },
  signal: AbortSignal,
): Promise<Ending> {
  const { sweep, job, experiment, seed, engine, workers, matmul, checkpointSeconds, notes } = task;
  const belongsTo = { name: sweep, job };
  const folders = { runsDir, dataDir, pauseAfter };
  if (resume !== null) {
    return trainInProcess([experiment, ...flagsOf({ resume, ...folders })], belongsTo, signal);
  }
  const computation = { seed, engine, workers, matmul, checkpointSeconds, notes };
  const tags = [sweep, ...task.tags].flatMap((tag) => ['--tag', tag]);
  const args = [experiment, ...flagsOf({ ...task.params, ...computation, ...folders }), ...tags];
  return trainInProcess(args, belongsTo, signal);
}
