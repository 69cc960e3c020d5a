import { quote } from 'shell-quote';
import { say } from '../language';
import { titleOf } from '../sweep/variants';
import { redisAddress } from './address';
import { printConnection } from './connection-lines';
import { QueuedTrials } from './queued-trials';
import { markDuplicates } from './runs-of-job';
import type { Sweep } from '../sweep/sweep';
import type { TaskOf, Trainers } from '../sweep/trainers';
import type { Terminal } from '../terminal/terminal';

interface QueuedOptions {
  name: string;
  /** Address of the queue. */
  queue: string;
  runsDir: string;
  /** Number of trials: all of them are in the queue at once. */
  jobs: number;
}

/**
 * Trains on the workers of a queue.
 *
 * @throws UsageError if the address is wrong; UserError `queue-unreachable`
 */
export async function queuedTrainers(
  taskOf: TaskOf,
  { name, queue, runsDir, jobs }: QueuedOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Trainers> {
  const address = redisAddress(queue);
  const trials = await QueuedTrials.open(address, runsDir, signal);
  printConnection(trials.client, address.label, terminal, () => trials.isClosing);
  return {
    jobs,
    isQueued: true,
    train: (trial, options) => trials.train(taskOf(trial), options, titleOf(trial)),
    announce: async () => {
      const workers = await trials.countWorkers();
      const command = quote(['npx', 'rnn-lab', 'worker', '--queue', address.label]);
      terminal.line(
        say({
          en: `Trained by the workers of ${address.label}, ${workers ?? '?'} of which are connected now; ${command} starts another`,
          ko: `${address.label}의 작업자가 학습함. 지금 연결된 작업자 ${workers ?? '?'}개. 더 시작하려면 ${command}`,
        }),
      );
    },
    onInterrupt: null,
    continuation: `the jobs stay in the queue and its workers train on; the same command waits for the sweep ${name} again`,
    conclude: (sweep) => markAll(sweep, taskOf, runsDir, terminal),
    close: () => trials.close(),
  };
}

/** Marks the sweep's finished runs that its workers have trained twice. */
async function markAll(sweep: Sweep, taskOf: TaskOf, runsDir: string, terminal: Terminal): Promise<void> {
  const trials = sweep.plan.variants.flatMap((variant) => sweep.trialsOf(variant));
  const kept = trials.flatMap((trial) => {
    const run = sweep.entryOf(trial)?.run;
    return run?.status === 'finished' ? [[taskOf(trial).job, run.id] as const] : [];
  });
  for (const { id, kept: other } of await markDuplicates(runsDir, new Map(kept))) {
    terminal.line(
      say({
        en: `Run ${id} is a duplicate of ${other}, which is kept; it is marked as one`,
        ko: `실행 ${id}은(는) 유효한 실행 ${other}의 중복으로 표시함`,
      }),
    );
  }
}
