import { readRun } from '@rnn-lab/runs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { displayPath } from '../folders';
import { hasReached } from '../sweep/trials';
import { connect } from './redis';
import { QUEUE, queueId } from './trial-queue';
import type { QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { TrialOptions } from '../sweep/sweep';
import type { TrialTask } from '../sweep/trial-task';
import type { Ending } from '../sweep/trainer-process';
import type { RedisAddress } from './address';
import type { JobData, JobResult, TrialJob, TrialQueue } from './trial-queue';

/** Milliseconds between two looks at jobs: an event can be lost while the connection is. */
const LOOK_EVERY = 10_000;
/** Jobs per look, so that a sweep of thousands doesn't keep the server busy. */
const BATCH = 500;
/** Milliseconds until a finished run must be in the runs folder; network file systems show changes late. */
const APPEARS_WITHIN = 10_000;
/** Seconds that Redis keeps an ended job. Only the same sweep, continued, reads it. */
const KEEP_SECONDS = 30 * 24 * 3600;
/** Milliseconds that closing may take while the server is away. */
const CLOSE_WITHIN = 2000;

type Outcome = 'ended' | 'lost';

interface Waiter {
  resolve(outcome: Outcome): void;
  reject(reason: unknown): void;
}

/** The jobs of a sweep in a queue, as the process sees them that waits for them. */
export class QueuedTrials {
  /** Who waits for a job, by its id. */
  readonly #waiting = new Map<string, Waiter>();
  readonly #looks: NodeJS.Timeout;
  #isClosing = false;

  private constructor(
    readonly client: Redis,
    private readonly queue: TrialQueue,
    private readonly events: QueueEvents,
    private readonly runsDir: string,
    private readonly signal: AbortSignal,
  ) {
    const onEnd = ({ jobId }: { jobId: string }) => this.#waiting.get(jobId)?.resolve('ended');
    events.on('completed', onEnd);
    events.on('failed', onEnd);
    // One listener for all of them: there may be thousands.
    signal.addEventListener('abort', () => {
      for (const { reject } of this.#waiting.values()) reject(signal.reason);
    });
    // Reported by `printConnection`, and by the commands that fail.
    queue.on('error', () => undefined);
    events.on('error', () => undefined);
    this.#looks = setInterval(() => void this.#look().catch(() => undefined), LOOK_EVERY);
  }

  /** @throws UserError `queue-unreachable` */
  static async open(address: RedisAddress, runsDir: string, signal: AbortSignal): Promise<QueuedTrials> {
    const client = await connect(address);
    const { Queue, QueueEvents } = await import('bullmq');
    const options = { connection: client, prefix: QUEUE.prefix };
    const events = new QueueEvents(QUEUE.name, options);
    const queue = new Queue<JobData, JobResult>(QUEUE.name, options) as TrialQueue;
    const trials = new QueuedTrials(client, queue, events, runsDir, signal);
    await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
    return trials;
  }

  /** Number of connected workers; null if the server doesn't tell. */
  async countWorkers(): Promise<number | null> {
    return this.queue.getWorkersCount().catch(() => null);
  }

  /** Number of jobs, of all sweeps, that no worker has taken yet. */
  async countWaiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  /**
   * Adds a trial's job, if the queue doesn't have it, and waits until a worker has trained it.
   *
   * @param title the variant and the seed, for people
   * @throws the signal's reason
   */
  async train(task: TrialTask, { resume, pauseAfter }: TrialOptions, title: string): Promise<Ending> {
    const data: JobData = { ...task, tags: [...task.tags], title, resume, pauseAfter, mayHaveRun: false };
    await this.#forgetEnded(queueId(data), pauseAfter);
    for (;;) {
      const outcome = await this.#outcomeOf(data);
      const job = outcome === 'ended' ? await this.queue.getJob(queueId(data)) : undefined;
      if (job) return this.#endingOf(job, pauseAfter);
      // The server has lost it, for example by a restart from an old snapshot.
      data.mayHaveRun = true;
    }
  }

  /** Leaves the jobs in the queue. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#looks);
    const closed = Promise.allSettled([this.events.close(), this.queue.close()]);
    await Promise.race([closed, sleep(CLOSE_WITHIN, undefined, { ref: false })]);
    this.client.disconnect();
  }

  /** Removes a job that failed, or whose run has been deleted, so that it can be added again. */
  async #forgetEnded(id: string, pauseAfter: number | null): Promise<void> {
    const job = await this.queue.getJob(id);
    if (!job) return;
    const state = await job.getState();
    const isObsolete =
      state === 'failed' || (state === 'completed' && !(await this.#isTrained(job, pauseAfter)));
    if (isObsolete) await job.remove();
  }

  async #outcomeOf(data: JobData): Promise<Outcome> {
    const id = queueId(data);
    this.signal.throwIfAborted();
    const promise = new Promise<Outcome>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    try {
      const keep = { age: KEEP_SECONDS };
      // A job whose id is in the queue is not added again.
      const added = this.queue.add(data.experiment, data, {
        jobId: id,
        removeOnComplete: keep,
        removeOnFail: keep,
      });
      // Either may be rejected while the other one is awaited.
      for (const each of [added, promise]) each.catch(() => undefined);
      await Promise.race([added, promise]);
      if (await this.#hasEnded(id)) return 'ended';
      return await promise;
    } finally {
      this.#waiting.delete(id);
    }
  }

  async #hasEnded(id: string): Promise<boolean> {
    const state = await this.queue.getJobState(id);
    return state === 'completed' || state === 'failed';
  }

  async #look(): Promise<void> {
    const batch = [...this.#waiting].slice(0, BATCH);
    // The next look begins after them.
    for (const [id, waiter] of batch) {
      this.#waiting.delete(id);
      this.#waiting.set(id, waiter);
    }
    const states = await Promise.all(batch.map(([id]) => this.queue.getJobState(id)));
    for (const [i, state] of states.entries()) {
      const [, { resolve }] = batch[i];
      if (state === 'completed' || state === 'failed') resolve('ended');
      if (state === 'unknown') resolve('lost');
    }
  }

  async #endingOf(job: TrialJob, pauseAfter: number | null): Promise<Ending> {
    const failed = (message: string): Ending => ({ code: 1, id: null, message });
    if (await job.isFailed()) return failed(job.failedReason);
    const { run } = job.returnvalue;
    for (let waited = 0; waited < APPEARS_WITHIN; waited += 500) {
      if (await this.#isTrained(job, pauseAfter)) return { code: 0, id: run, message: '' };
      await sleep(500);
      this.signal.throwIfAborted();
    }
    return failed(
      `a worker has trained it as run ${run}, which isn't in ${displayPath(this.runsDir)}: the sweep and its workers need the same runs folder, on a disk that they share, or workers that --report to a dashboard of this folder`,
    );
  }

  /** Whether the runs folder has the run that the job returned, trained as far as it should be. */
  async #isTrained({ returnvalue }: TrialJob, pauseAfter: number | null): Promise<boolean> {
    const entry = await readRun(join(this.runsDir, returnvalue.run));
    return entry.run !== null && entry.run !== undefined && (await hasReached(entry, pauseAfter));
  }
}
