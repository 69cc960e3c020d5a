import { join } from 'node:path';
import { metricInfoOf, metricKey, pruneRun, readRun } from '@rnn-lab/runs';
import { mean } from 'simple-statistics';
import { ranked } from './halving';
import { pool } from './pool';
import { ended, hasReached, metricsAfter, runsOfSweep, trialKey } from './trials';
import type { MetricInfo, RunEntry, Split } from '@rnn-lab/runs';
import type { Rung } from './halving';
import type { Ending } from './trainer-process';
import type { Trial, Variant } from './variants';

/** What a sweep trains, and by what it ranks. */
export interface SweepPlan {
  /** Also the tag of its runs. */
  name: string;
  experiment: string;
  variants: readonly Variant[];
  seeds: readonly number[];
  /** Of successive halving; empty without it. */
  rungs: readonly Rung[];
  /** Ranks the variants. */
  split: Split;
  /** Ranks the variants if it has a learning curve, else the loss does. */
  metric: string;
  runsDir: string;
  /** Trials trained at once. */
  jobs: number;
  /** Whether `TrainTrial` waits for another process that trains the trial. */
  isQueued: boolean;
}

/** How a trial is trained: in a process of its own here, or by a worker of a queue. */
export interface TrialOptions {
  /** The id of the trial's unfinished run. */
  resume: string | null;
  /** The epoch after which to interrupt it. */
  pauseAfter: number | null;
}
export type TrainTrial = (trial: Trial, options: TrialOptions) => Promise<Ending>;

/** What a sweep reports. */
export interface SweepListener {
  /** Another process trains the trial. */
  onWait(trial: Trial, entry: RunEntry): void;
  /** A trial is trained as far as it should be, or failed. */
  onTrial(progress: TrialProgress): void;
}

export interface TrialProgress {
  trial: Trial;
  entry: RunEntry | undefined;
  /** Why the trial isn't trained as far as it should be; null if it is. */
  problem: string | null;
  /** Whether there was nothing to do. */
  skipped: boolean;
}

/** A sweep in progress. What is done is read from its runs, so it goes on wherever it was interrupted. */
export class Sweep {
  readonly #entries = new Map<string, RunEntry>();
  readonly #problems = new Map<string, string>();

  constructor(
    readonly plan: SweepPlan,
    private readonly train: TrainTrial,
    private readonly listener: SweepListener,
    private readonly signal: AbortSignal,
  ) {}

  /** Trains every trial, or with successive halving as many epochs of each as its rung allows. A failed trial is kept as a problem. */
  async run(): Promise<void> {
    const { runsDir, experiment, name, rungs } = this.plan;
    for (const [key, entry] of await runsOfSweep(runsDir, experiment, name)) this.#entries.set(key, entry);
    let { variants } = this.plan;
    for (const [i, { size }] of rungs.slice(1).entries()) {
      const { epochs } = rungs[i];
      await this.#trainAll(variants, epochs);
      variants = await this.#promote(variants, epochs, size);
    }
    await this.#trainAll(variants, null);
  }

  /** The trials of a variant, in the order of the seeds. */
  trialsOf(variant: Variant): Trial[] {
    return this.plan.seeds.map((seed) => ({ variant, seed }));
  }

  entryOf(trial: Trial): RunEntry | undefined {
    return this.#entries.get(trialKey(trial));
  }

  problemOf(trial: Trial): string | undefined {
    return this.#problems.get(trialKey(trial));
  }

  /** The name of the metric that ranks the variants, and its direction. */
  get criterion(): { name: string; better: NonNullable<MetricInfo['better']> } {
    const { split, metric } = this.plan;
    for (const { run } of this.#entries.values()) {
      if (!run || !(metricKey(split, metric) in run.summary)) continue;
      return { name: metric, better: metricInfoOf(metric, run.metricInfo).better ?? 'lower' };
    }
    return { name: 'loss', better: 'lower' };
  }

  async #trainAll(variants: readonly Variant[], pauseAfter: number | null): Promise<void> {
    const trials = variants.flatMap((variant) => this.trialsOf(variant));
    await pool(trials, this.plan.jobs, (trial) => this.#trainOne(trial, pauseAfter));
  }

  async #trainOne(trial: Trial, pauseAfter: number | null): Promise<void> {
    const { signal } = this;
    signal.throwIfAborted();
    const key = trialKey(trial);
    const before = await this.#ended(trial);
    if (before && (await hasReached(before, pauseAfter))) {
      this.#entries.set(key, before);
      return this.listener.onTrial({ trial, entry: before, problem: null, skipped: true });
    }
    const { id, message, code } = await this.train(trial, { resume: before?.id ?? null, pauseAfter });
    signal.throwIfAborted();
    const entry = await this.#find(key, id ?? before?.id);
    if (entry) this.#entries.set(key, entry);
    const isDone = entry !== undefined && (await hasReached(entry, pauseAfter));
    const reason = message || (code === null ? 'its process was killed' : `exit code ${code}`);
    if (!isDone) this.#problems.set(key, reason);
    this.listener.onTrial({ trial, entry, problem: isDone ? null : reason, skipped: false });
  }

  /** A trial's run before its training, once no other process writes it. */
  async #ended(trial: Trial): Promise<RunEntry | undefined> {
    const known = this.#entries.get(trialKey(trial));
    if (known?.run?.status !== 'running' || this.plan.isQueued) return known;
    // One that the sweep started before it was killed writes it, or someone who resumes it.
    this.listener.onWait(trial, known);
    return ended(known, this.signal);
  }

  /** A trial's run after its training; a killed process has not reported its id. */
  async #find(key: string, id: string | undefined): Promise<RunEntry | undefined> {
    const { runsDir, experiment, name } = this.plan;
    if (id !== undefined) return readRun(join(runsDir, id));
    return (await runsOfSweep(runsDir, experiment, name)).get(key);
  }

  /** The best variants after so many epochs; the others' runs end as pruned. */
  async #promote(variants: readonly Variant[], epoch: number, size: number): Promise<Variant[]> {
    const { split } = this.plan;
    const { name, better } = this.criterion;
    const scores = new Map<Variant, number>();
    for (const variant of variants) {
      const values = await Promise.all(
        this.trialsOf(variant).map(async (trial) => {
          const entry = this.entryOf(trial);
          return entry && (await metricsAfter(entry, split, epoch))?.[name];
        }),
      );
      const known = values.filter((value) => value !== undefined);
      if (known.length === values.length) scores.set(variant, mean(known));
    }
    const order = ranked(variants, (variant) => scores.get(variant), better);
    for (const [rank, variant] of order.entries()) {
      if (rank < size) continue;
      const pruned = { epoch, rank: rank + 1, of: order.length, metric: metricKey(split, name) };
      for (const trial of this.trialsOf(variant)) await this.#prune(trial, pruned);
    }
    return order.slice(0, size);
  }

  async #prune(trial: Trial, pruned: Parameters<typeof pruneRun>[1]): Promise<void> {
    const { run, directory } = this.entryOf(trial) as RunEntry;
    if (run?.status === 'finished') return;
    await pruneRun(directory, pruned);
    this.#entries.set(trialKey(trial), await readRun(directory));
  }
}
