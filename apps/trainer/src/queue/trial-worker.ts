import { firstIssue, readRun } from '@rnn-lab/runs';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { trainTask } from '../sweep/trial-task';
import { ended, hasReached } from '../sweep/trials';
import { connect } from './redis';
import { markDuplicates, runOfJob } from './runs-of-job';
import { jobData, QUEUE } from './trial-queue';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import type { RunEntry } from '@rnn-lab/runs';
import type { RedisAddress } from './address';
import type { JobData, JobResult, TrialJob, TrialQueue } from './trial-queue';

/** Milliseconds between attempts after an error of the connection. */
const RETRY_EVERY = 1000;
/** Milliseconds between looks at a job that another worker has taken. */
const LOOK_EVERY = 1000;
/** How often a job may lose its worker before it counts as failed: it may be what kills them. */
const MOST_STALLS = 5;
/** Milliseconds that giving back a job, or closing, may take while the server is away. */
const END_WITHIN = 3000;
/** BullMQ's codes of a job that isn't this worker's any more: it is gone, has no lock, isn't active, has another's lock. */
const NOT_OURS = [-1, -2, -3, -6];

export interface WorkerOptions {
  runsDir: string;
  dataDir: string | null;
  /** Jobs at once. */
  jobs: number;
  /** Seconds that a worker may be silent before its jobs are given to others. */
  lockSeconds: number;
  /** Names of the experiments. */
  experiments: ReadonlySet<string>;
  /** Threads of a job that doesn't say how many. */
  workersOf(data: JobData): number;
  /** Trains a trial; `trainTask` but in a simulation. */
  train: typeof trainTask;
  /** Takes a trained run to where the sweep looks for it, if that isn't the runs folder. The job is done only then. */
  deliver?(run: string, signal: AbortSignal): Promise<void>;
}

/** What a worker reports. */
export interface WorkerListener {
  onStart(data: JobData, resume: string | null): void;
  /** The trial is trained, by this worker or, if `isFound`, before. */
  onFinish(data: JobData, run: string, isFound: boolean): void;
  onFail(data: JobData, reason: string): void;
  /** The job goes back to the queue, because this worker ends. */
  onReturn(data: JobData): void;
  /** Its lock has expired, so that another worker may have the job now. */
  onLockLost(data: JobData): void;
  onDuplicate(data: JobData, run: string, kept: string): void;
  /** The server answers, but with an error, such as a full memory; not told again until it gives jobs. */
  onRefused(reason: string): void;
}

/** Takes jobs from a queue and trains them. */
export class TrialWorker {
  #isClosing = false;
  /** The error with which the server has answered last. */
  #refusal?: string;

  private constructor(
    readonly client: Redis,
    private readonly queue: TrialQueue,
    private readonly worker: Worker<JobData, JobResult>,
    private readonly options: WorkerOptions,
    private readonly listener: WorkerListener,
    private readonly signal: AbortSignal,
  ) {
    // Reported by `printConnection`, and by the commands that fail.
    queue.on('error', () => undefined);
    worker.on('error', () => undefined);
  }

  /** @throws UserError `queue-unreachable` */
  static async open(
    address: RedisAddress,
    options: WorkerOptions,
    listener: WorkerListener,
    signal: AbortSignal,
  ): Promise<TrialWorker> {
    const client = await connect(address);
    const { Queue, Worker } = await import('bullmq');
    const shared = { connection: client, prefix: QUEUE.prefix };
    const lock = options.lockSeconds * 1000;
    // Jobs are fetched and ended here, not by BullMQ's own loop, which doesn't tell whose job a lost lock was.
    const worker = new Worker<JobData, JobResult>(QUEUE.name, null, {
      ...shared,
      autorun: false,
      lockDuration: lock,
      stalledInterval: lock,
      maxStalledCount: MOST_STALLS,
    });
    const queue = new Queue<JobData, JobResult>(QUEUE.name, shared) as TrialQueue;
    const trials = new TrialWorker(client, queue, worker, options, listener, signal);
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    return trials;
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Trains jobs until the signal is aborted; then gives back those in work, each with a checkpoint. */
  async run(): Promise<void> {
    await this.worker.startStalledCheckTimer();
    const inWork = new Set<Promise<void>>();
    const aborted = new Promise<void>((resolve) => {
      this.signal.addEventListener('abort', () => resolve());
      if (this.signal.aborted) resolve();
    });
    while (!this.signal.aborted) {
      if (inWork.size >= this.options.jobs) {
        await Promise.race([...inWork, aborted]);
        continue;
      }
      const token = randomUUID();
      const job = await Promise.race([this.#next(token), aborted]);
      if (!job) continue;
      const work = this.#work(job, token).finally(() => inWork.delete(work));
      inWork.add(work);
    }
    await Promise.all(inWork);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const closed = Promise.allSettled([this.worker.close(true), this.queue.close()]);
    await Promise.race([closed, sleep(END_WITHIN, undefined, { ref: false })]);
    this.client.disconnect();
  }

  /** The next job; undefined if there was none for some seconds. */
  async #next(token: string): Promise<TrialJob | undefined> {
    try {
      const job = await this.worker.getNextJob(token);
      this.#refusal = undefined;
      return job;
    } catch (error) {
      // A lost connection is made again by itself.
      const { name, message } = error as Error;
      if (name === 'ReplyError' && message !== this.#refusal) this.listener.onRefused(message);
      if (name === 'ReplyError') this.#refusal = message;
      await sleep(RETRY_EVERY);
      return undefined;
    }
  }

  async #work(job: TrialJob, token: string): Promise<void> {
    const parsed = jobData.safeParse(job.data);
    if (!parsed.success)
      return this.#fail(job, token, `the job isn't one of this rnn-lab: ${problemOf(parsed.error)}`);
    const endRenewal = this.#renew(job, token);
    try {
      if (job.deferredFailure) return await this.#fail(job, token, `its workers died ${MOST_STALLS} times`);
      const outcome = await this.#train(job, parsed.data);
      if ('run' in outcome) {
        await this.options.deliver?.(outcome.run, this.signal);
        await this.#finish(job, token, outcome.run, outcome.isFound);
      } else if (this.signal.aborted) await this.#giveBack(job, token);
      else await this.#fail(job, token, outcome.problem);
    } catch (error) {
      if (this.signal.aborted) await this.#giveBack(job, token);
      else await this.#fail(job, token, (error as Error).message);
    } finally {
      endRenewal();
    }
  }

  async #train(
    job: TrialJob,
    data: JobData,
  ): Promise<{ run: string; isFound: boolean } | { problem: string }> {
    const { signal } = this;
    const { runsDir, dataDir, experiments } = this.options;
    if (!experiments.has(data.experiment)) {
      return { problem: `a worker has no experiment ${data.experiment}; update its rnn-lab` };
    }
    const before = await this.#runBefore(job, data);
    if (before && (await hasReached(before, data.pauseAfter))) return { run: before.id, isFound: true };
    this.listener.onStart(data, before?.id ?? null);
    const workers = data.workers ?? this.options.workersOf(data);
    const options = { resume: before?.id ?? null, pauseAfter: data.pauseAfter };
    const ending = await this.options.train({ ...data, workers }, options, { runsDir, dataDir }, signal);
    const id = ending.id ?? before?.id;
    const entry = id === undefined ? undefined : await readRun(join(runsDir, id));
    if (entry?.run && (await hasReached(entry, data.pauseAfter))) return { run: entry.id, isFound: false };
    const reason =
      ending.message || (ending.code === null ? 'its process was killed' : `exit code ${ending.code}`);
    return { problem: reason };
  }

  /** The job's run so far, if it is in this worker's folder, once no other process writes it. */
  async #runBefore(job: TrialJob, data: JobData): Promise<RunEntry | undefined> {
    const { runsDir } = this.options;
    const named = data.resume === null ? undefined : await readRun(join(runsDir, data.resume));
    const entry = (wasTaken(job) ? await runOfJob(runsDir, data.job) : undefined) ?? named;
    // A worker that is cut off from the queue trains on: its run is waited for, not trained twice.
    return entry?.run ? ended(entry, this.signal) : undefined;
  }

  /** Renews the job's lock, until the returned function is called. */
  #renew(job: TrialJob, token: string): () => void {
    const lock = this.options.lockSeconds * 1000;
    let isLost = false;
    const timer = setInterval(() => {
      void job.extendLock(token, lock).then(
        (renewed) => {
          if (renewed === 1 || isLost) return;
          isLost = true;
          clearInterval(timer);
          this.listener.onLockLost(job.data);
        },
        () => undefined,
      );
    }, lock / 3);
    return () => {
      isLost = true;
      clearInterval(timer);
    };
  }

  async #finish(job: TrialJob, token: string, run: string, isFound: boolean): Promise<void> {
    try {
      // While the server is away, this waits. If this worker is ended then, another one finds the run.
      await this.#untilEnd(job.moveToCompleted({ run }, token, false));
    } catch (error) {
      if (!isNotOurs(error)) throw error;
      // Not awaited: the other worker may train for long.
      void this.#compare(job, run).catch(() => undefined);
      return;
    }
    this.listener.onFinish(job.data, run, isFound);
    if (wasTaken(job)) await this.#markOthers(job, run);
  }

  /** After the lock was lost: waits for the job's end, and marks the run if the job's result is another one. */
  async #compare(job: TrialJob, run: string): Promise<void> {
    while (!this.signal.aborted) {
      const state = await this.queue.getJobState(job.id as string);
      if (state === 'completed') break;
      if (state === 'failed' || state === 'unknown') return this.listener.onFinish(job.data, run, false);
      await sleep(LOOK_EVERY);
    }
    const kept = (await this.queue.getJob(job.id as string))?.returnvalue?.run;
    if (kept === undefined || kept === run) return this.listener.onFinish(job.data, run, false);
    await this.#markOthers(job, kept);
  }

  async #markOthers({ data }: TrialJob, kept: string): Promise<void> {
    for (const { id } of await markDuplicates(this.options.runsDir, new Map([[data.job, kept]]))) {
      this.listener.onDuplicate(data, id, kept);
    }
  }

  async #fail(job: TrialJob, token: string, reason: string): Promise<void> {
    try {
      await job.moveToFailed(new Error(reason), token, false);
    } catch (error) {
      // Another worker has it: its outcome counts.
      if (!isNotOurs(error)) throw error;
    }
    this.listener.onFail(job.data, reason);
  }

  async #giveBack(job: TrialJob, token: string): Promise<void> {
    // If it fails, the lock expires and another worker takes the job.
    await this.#untilEnd(job.moveToWait(token).catch(() => undefined));
    this.listener.onReturn(job.data);
  }

  /** Waits for a command of the queue, but not for long once this worker is asked to end. */
  async #untilEnd(command: Promise<unknown>): Promise<void> {
    const ended = new AbortController();
    const limit = async () => {
      if (!this.signal.aborted) await once(this.signal, 'abort', { signal: ended.signal });
      await sleep(END_WITHIN, undefined, { signal: ended.signal });
    };
    try {
      await Promise.race([command, limit().catch(() => undefined)]);
    } finally {
      ended.abort();
    }
  }
}

function problemOf(error: z.ZodError): string {
  const { path, message } = firstIssue(error);
  return path ? `${message} at "${path}"` : message;
}

/** Whether another worker may have trained the job, wholly or in part. */
function wasTaken({ data, attemptsStarted }: TrialJob): boolean {
  return data.mayHaveRun || attemptsStarted > 1;
}

function isNotOurs(error: unknown): boolean {
  return NOT_OURS.includes((error as { code?: number }).code ?? 0);
}
