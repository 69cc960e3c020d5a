import { UserError } from '@rnn-lab/errors';
import { isLive, listRunDirectories, readRunFile, RUN_FILE } from '@rnn-lab/runs';
import { setMaxListeners } from 'node:events';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { displayPath } from '../folders';
import { reasonOf } from './dashboard-client';
import { RunMirror } from './run-mirror';
import { UnsentRuns } from './unsent-runs';
import type { DashboardClient } from './dashboard-client';

/** Milliseconds between two looks at a run. */
const LOOK_EVERY = 1000;
/** Minutes that a trained run waits for a dashboard that can't be reached. */
const DELIVER_MINUTES = 10;
/** Milliseconds that sending may take once the worker is asked to end. */
const END_WITHIN = 5000;
/** The dashboard's codes of a run that it will never take; anything else may pass. */
const FINAL = ['report-taken', 'report-deleted', 'bad-report'];

/** What a reporter says. */
export interface ReportListener {
  onLost(reason: string): void;
  onBack(): void;
  /** The dashboard takes no more of a run. */
  onRefused(run: string, reason: string): void;
}

/** Sends the runs of jobs to a dashboard while they are trained, and those that an earlier worker could not send. */
export class RunReporter {
  readonly #jobs = new Set<string>();
  /** The job of every run in the folder. */
  readonly #jobOf = new Map<string, string | undefined>();
  readonly #mirrors = new Map<string, RunMirror>();
  /** The runs that are being sent: each resolves when the dashboard has all of it. */
  readonly #sending = new Map<string, Promise<void>>();
  readonly #sent = new Set<string>();
  readonly #unsent: UnsentRuns;
  readonly #reporter: string;
  readonly #ending = new AbortController();
  readonly #looks: NodeJS.Timeout;
  #isLost = false;

  private constructor(
    private readonly client: DashboardClient,
    private readonly runsDir: string,
    private readonly listener: ReportListener,
  ) {
    this.#unsent = new UnsentRuns(runsDir);
    this.#reporter = this.#unsent.reporter();
    // Every run that is sent listens to it.
    setMaxListeners(0, this.#ending.signal);
    this.#looks = setInterval(() => void this.#look().catch(() => undefined), LOOK_EVERY);
  }

  /** @throws UserError `dashboard-unusable` */
  static async open(
    client: DashboardClient,
    runsDir: string,
    listener: ReportListener,
    signal: AbortSignal,
  ): Promise<RunReporter> {
    await client.check(signal);
    const reporter = new RunReporter(client, runsDir, listener);
    for (const id of reporter.#unsent.ids()) {
      // A live one is another worker's.
      if (!(await isLive(join(runsDir, id)))) reporter.send(id);
    }
    return reporter;
  }

  /** From now on, runs of the job are sent. */
  begin(job: string): void {
    this.#jobs.add(job);
  }

  /** Sends a run, again if it has changed. */
  send(id: string): void {
    this.#send(id).catch(() => undefined);
  }

  /**
   * Waits until the dashboard has all of a trained run.
   *
   * @throws UserError `report-refused`, or `report-late` if that takes more than ten minutes, or the signal
   *   is aborted and it takes more than some seconds
   */
  async deliver(id: string, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const limit = async () => {
      const wait = { signal: AbortSignal.any([signal, ended.signal]) };
      await sleep(DELIVER_MINUTES * 60_000, undefined, wait).catch(() => undefined);
      if (signal.aborted) await sleep(END_WITHIN, undefined, { signal: ended.signal });
    };
    const late = limit().then(() => {
      throw new UserError(
        'report-late',
        `it is trained, as run ${id}, but ${this.client.address} has not taken all of it in time; ` +
          `its worker, or the next one with the same runs folder, sends it when it can. It is in ${displayPath(this.runsDir)}.`,
        { id },
      );
    });
    try {
      await Promise.race([this.#send(id), late]);
    } finally {
      ended.abort();
    }
  }

  /** Sends what is left, but not for long. Returns the ids of the runs that could not be sent. */
  async close(): Promise<string[]> {
    clearInterval(this.#looks);
    await this.#look().catch(() => undefined);
    const rest = Promise.allSettled(this.#sending.values());
    await Promise.race([rest, sleep(END_WITHIN, undefined, { ref: false })]);
    const left = [...this.#sending.keys()];
    this.#ending.abort();
    return left;
  }

  /** Looks for runs that the jobs have begun or continued. */
  async #look(): Promise<void> {
    for (const directory of await listRunDirectories(this.runsDir)) {
      const id = basename(directory);
      if (!this.#jobOf.has(id)) {
        const run = await readRunFile(join(directory, RUN_FILE)).catch(() => undefined);
        this.#jobOf.set(id, run?.sweep?.job);
      }
      const job = this.#jobOf.get(id);
      if (job === undefined || !this.#jobs.has(job)) continue;
      if (!this.#sent.has(id) || (await isLive(directory))) this.send(id);
    }
  }

  #send(id: string): Promise<void> {
    const sending = this.#sending.get(id) ?? this.#sendAll(id).finally(() => this.#sending.delete(id));
    this.#sending.set(id, sending);
    return sending;
  }

  async #sendAll(id: string): Promise<void> {
    this.#unsent.add(id);
    const mirror =
      this.#mirrors.get(id) ??
      new RunMirror(id, join(this.runsDir, id), this.#reporter, this.client, this.#ending.signal);
    this.#mirrors.set(id, mirror);
    while (!(await this.#sync(id, mirror)))
      await sleep(LOOK_EVERY, undefined, { signal: this.#ending.signal });
    this.#settle(id);
  }

  /** Whether the dashboard has all of the run. */
  async #sync(id: string, mirror: RunMirror): Promise<boolean> {
    try {
      const isDone = await mirror.sync();
      if (this.#isLost) this.listener.onBack();
      this.#isLost = false;
      return isDone;
    } catch (error) {
      this.#ending.signal.throwIfAborted();
      // A file that was replaced or removed while it was read: the next look finds what is there.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      if (error instanceof UserError && FINAL.includes(error.code)) {
        this.#settle(id);
        this.listener.onRefused(id, error.message);
        throw new UserError(
          'report-refused',
          `${this.client.address} refuses its run ${id}: ${error.message}`,
          { id },
        );
      }
      if (!this.#isLost) this.listener.onLost(reasonOf(error));
      this.#isLost = true;
      return false;
    }
  }

  #settle(id: string): void {
    this.#unsent.remove(id);
    this.#sent.add(id);
  }
}
