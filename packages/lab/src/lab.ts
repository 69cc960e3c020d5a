import { deriveSeed, RandomState } from '@rnn-lab/random';
import { createRun } from '@rnn-lab/runs';
import { DryRun } from './dry-run';
import { endRun } from './end-run';
import { Interruption } from './errors';
import { beginSession, resumeSession } from './open-session';
import { gitState, libraryVersions } from './provenance';
import { isRefusal } from './refusal';
import { timed } from './timed';
import type { LoadOptions } from '@rnn-lab/data';
import type { RunFile, RunWriter } from '@rnn-lab/runs';
import type { CorpusOptions } from '@rnn-lab/text';
import type { TrainingRun } from './dry-run';
import type { FinishedRun, LabEvent } from './events';
import type { RunSession } from './run-session';
import type { SessionContext, TrainingPlan } from './training-plan';
import type { LabSettings, Recipe, ResumedRun } from './settings';

/** Rows of which the first ones can be taken, such as an array. */
interface Sliceable<T> {
  length: number;
  slice(begin: number, end: number): T;
}

/** One execution of an experiment. */
export interface Job {
  recipe: Recipe;
  settings: LabSettings;
  /** Aborts all work; the run in progress ends as interrupted. */
  signal: AbortSignal;
  /** Called with every progress report. */
  onEvent(event: LabEvent): void;
}

/** What an experiment works with: data sets, random numbers and runs, according to the job's settings. */
export class Lab {
  readonly #timings: RunFile['timings'] = {};
  /** Whether a failing token cache was reported. */
  #warned = false;
  /** The first run's id. */
  #group?: string;
  /** The run that has begun, but has no model yet. */
  #begun?: RunWriter;
  #hasResumed = false;
  /** Aborted if a file in the run's folder asks for the end, or the epoch to pause after has ended. */
  readonly #stop = new AbortController();
  private readonly job: Job;
  readonly #finished: FinishedRun[] = [];

  private constructor(job: Job) {
    this.job = {
      ...job,
      signal: AbortSignal.any([job.signal, this.#stop.signal]),
      onEvent: (event) => {
        job.onEvent(event);
        if (event.kind === 'epoch-ended') this.#pauseAfter(event.logs.epoch);
      },
    };
  }

  /**
   * Executes an experiment. Its first run begins before anything is loaded, so that it can be watched from the start; if its
   * input is refused, nothing of it is left.
   *
   * @returns the finished runs, in the order in which they finished
   * @throws RunFailure if a run failed; Interruption if it was interrupted; UserError if it can't start
   */
  static async run(job: Job, work: (lab: Lab) => Promise<void>): Promise<readonly FinishedRun[]> {
    const lab = new Lab(job);
    try {
      if (!job.settings.resume && !job.settings.dryRun) lab.#begun = await lab.#begin();
      await work(lab);
    } catch (error) {
      throw lab.#abandon(error);
    }
    return lab.#finished;
  }

  /** An independent stream of random numbers for one purpose (data, weights, order), derived from the seed. */
  random(purpose: string): RandomState {
    return new RandomState(deriveSeed(this.job.settings.seed, purpose));
  }

  /** A generator with the seed itself, like NumPy's `np.random.seed(seed)` in a notebook. */
  seeded(): RandomState {
    return new RandomState(this.job.settings.seed);
  }

  /** The first `limit` rows; all rows if there is no limit. */
  limit<T extends Sliceable<T>>(rows: T): T {
    return rows.slice(0, this.job.settings.limit ?? rows.length);
  }

  /** Loads a data set, for example `lab.load(loadNsmc)`. */
  async load<T>(loader: (options: LoadOptions) => Promise<T>): Promise<T> {
    const { onEvent, signal, settings } = this.job;
    const { dataDir, cacheDir, mirror } = settings;
    this.#begun?.enter('loading');
    const [data, seconds] = await timed(() =>
      loader({
        dataDir,
        cacheDir,
        mirror,
        signal,
        onProgress: (progress) => onEvent({ kind: 'downloading', ...progress }),
        onNotice: (message) => onEvent({ kind: 'notice', message }),
        onWarning: (message) => onEvent({ kind: 'warning', message }),
      }),
    );
    this.#timings.load = seconds;
    onEvent({ kind: 'loaded', seconds });
    return data;
  }

  /** Tells the user something about the data. */
  notice(message: string): void {
    this.job.onEvent({ kind: 'notice', message });
  }

  /** Runs `work` with the options for tokenizing a corpus: worker threads, cache, progress. */
  async tokenize<T>(work: (corpus: CorpusOptions) => Promise<T>): Promise<T> {
    const { onEvent, signal, settings } = this.job;
    const { workers } = settings;
    // A dry run writes nothing, so not the tokens either.
    const cacheDir = settings.dryRun ? undefined : settings.cacheDir;
    this.#begun?.enter('tokenizing');
    let texts = 0;
    const [result, seconds] = await timed(() =>
      work({
        workers,
        cacheDir,
        signal,
        onWarning: (message) => {
          // A run tokenizes several splits, and one line is enough.
          if (!this.#warned) onEvent({ kind: 'warning', message });
          this.#warned = true;
        },
        onAnalyzer: ({ name, description }) => onEvent({ kind: 'analyzer', name, description }),
        onProgress: (done, total) => {
          texts = total;
          onEvent({ kind: 'tokenizing', done, total });
        },
      }),
    );
    this.#timings.tokenize = (this.#timings.tokenize ?? 0) + seconds;
    onEvent({ kind: 'tokenized', texts, seconds });
    return result;
  }

  /**
   * The folder of the group's run of a model, which ended earlier.
   *
   * @throws Error if this command has trained no such model
   */
  trained(model: string): string {
    const finished = this.#finished.find(({ name }) => name === model);
    const directory = finished?.directory ?? this.job.settings.resume?.members.get(model);
    if (directory === undefined) throw new Error(`No run has trained the model ${model} before this one.`);
    return directory;
  }

  /**
   * Starts a run, passes it to `work`, and ends it as finished, failed or interrupted. If the job resumes a run, continues
   * that one, and skips the other models of its group that have a run. In a dry run, `work` gets a run that trains and
   * writes nothing.
   *
   * @throws RunFailure if the run failed; Interruption if it was interrupted; UserError if it can't start
   */
  async train(plan: TrainingPlan, work: (run: TrainingRun) => Promise<void>): Promise<void> {
    const { resume, dryRun } = this.job.settings;
    if (dryRun) return work(await DryRun.begin(this.job, plan));
    const { name } = plan.model;
    const isResumed = resume !== undefined && this.#resumes(resume, name);
    if (!isResumed && resume?.members.has(name)) return;
    this.#hasResumed ||= isResumed;
    const context = { timings: this.#timings, random: this.random('order') };
    const session = isResumed
      ? await resumeSession(this.job, plan, resume.directory, this.#onStop, context)
      : await this.#session(plan, context);
    this.#group ??= session.id;
    try {
      await work(session);
      this.#finished.push(session.finish());
    } catch (error) {
      throw session.stop(error);
    } finally {
      await session.close();
    }
  }

  /** Whether the run to continue is that of the model. One that ended before its model was known is of the next without a run. */
  #resumes({ finished, model, members }: ResumedRun, name: string): boolean {
    if (finished || this.#hasResumed) return false;
    return model === null ? !members.has(name) : model === name;
  }

  /** A session of a run that has begun, or that begins now. */
  async #session(plan: TrainingPlan, context: SessionContext): Promise<RunSession> {
    const writer = (this.#begun ??= await this.#begin());
    const session = await beginSession(this.job, plan, writer, context);
    this.#begun = undefined;
    return session;
  }

  async #begin(): Promise<RunWriter> {
    const { recipe, settings, onEvent } = this.job;
    const writer = await createRun({
      ...recipe,
      group: this.#group ?? settings.resume?.group,
      seed: settings.seed,
      engine: settings.engine,
      workers: settings.workers,
      git: await gitState(settings.repository, (message) => onEvent({ kind: 'warning', message })),
      packages: libraryVersions(),
      matmul: settings.matmul,
      tags: [...settings.tags],
      notes: settings.notes,
      sweep: settings.sweep,
      runsDir: settings.runsDir,
      onStop: this.#onStop,
    });
    const { id, directory } = writer;
    onEvent({ kind: 'run-started', id, directory, log: (text) => writer.log(text) });
    return writer;
  }

  readonly #onStop = () => {
    this.#stop.abort(
      new Interruption('stopped on request (the file "stop" in its folder, which the dashboard writes)'),
    );
  };

  #pauseAfter(epoch: number): void {
    if (epoch !== this.job.settings.pauseAfter) return;
    this.#stop.abort(new Interruption(`paused after epoch ${epoch}, as asked`));
  }

  /** Ends a run that has no model yet, after an error; returns the error to throw. */
  #abandon(reason: unknown): unknown {
    const writer = this.#begun;
    if (!writer) return reason;
    const { signal, onEvent } = this.job;
    if (!signal.aborted && isRefusal(reason)) {
      writer.discard();
      return reason;
    }
    const error = endRun(writer, signal, reason);
    onEvent({ kind: 'run-closed', json: writer.json });
    return error;
  }
}
