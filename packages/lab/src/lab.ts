import { deriveSeed, RandomState } from '@rnn-lab/random';
import { RunSession } from './run-session';
import { timed } from './timed';
import type { LoadOptions } from '@rnn-lab/data';
import type { RunFile } from '@rnn-lab/runs';
import type { CorpusOptions } from '@rnn-lab/text';
import type { FinishedRun, LabEvent } from './events';
import type { TrainingPlan } from './run-session';
import type { LabSettings, Recipe } from './settings';

/** One execution of an experiment. */
export interface Job {
  recipe: Recipe;
  settings: LabSettings;
  /** Aborts all work; the run in progress ends as interrupted. */
  signal: AbortSignal;
  onEvent(event: LabEvent): void;
}

/** What an experiment works with: data sets, random numbers and runs, according to the job's settings. */
export class Lab {
  readonly #timings: RunFile['timings'] = {};
  /** Whether a failing token cache was reported. */
  #warned = false;
  /** The first run's id. */
  #group?: string;
  /** Finished runs, in the order in which they finished. */
  readonly finished: FinishedRun[] = [];

  constructor(private readonly job: Job) {}

  /** An independent stream of random numbers for one purpose (data, weights, order), derived from the seed. */
  random(purpose: string): RandomState {
    return new RandomState(deriveSeed(this.job.settings.seed, purpose));
  }

  /** A generator with the seed itself, like NumPy's `np.random.seed(seed)` in a notebook. */
  seeded(): RandomState {
    return new RandomState(this.job.settings.seed);
  }

  /** The first `limit` rows; all rows if there is no limit. */
  limit<T extends { length: number; slice(begin: number, end: number): T }>(rows: T): T {
    return rows.slice(0, this.job.settings.limit ?? rows.length);
  }

  /** Loads a data set, for example `lab.load(loadNsmc)`. */
  async load<T>(loader: (options: LoadOptions) => Promise<T>): Promise<T> {
    const { onEvent, signal, settings } = this.job;
    const { dataDir, cacheDir, mirror } = settings;
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
    const { workers, cacheDir } = settings;
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
   * Starts a run, passes it to `work`, and ends it as finished, failed or interrupted. If the job resumes a run, continues
   * that one, and skips the other models of its group that have a run.
   *
   * @throws RunFailure if the run failed; Interruption if it was interrupted; UserError if it can't start
   */
  async train(plan: TrainingPlan, work: (run: RunSession) => Promise<void>): Promise<void> {
    const { resume } = this.job.settings;
    const { name } = plan.model;
    const isResumed = resume !== undefined && !resume.finished && (resume.model ?? name) === name;
    if (!isResumed && resume?.members.includes(name)) return;
    const context = {
      timings: this.#timings,
      group: this.#group ?? resume?.group,
      random: this.random('order'),
      resume: isResumed ? resume.directory : undefined,
    };
    const session = await RunSession.begin(this.job, plan, context);
    this.#group ??= session.id;
    try {
      await work(session);
      this.finished.push(session.finish());
    } catch (error) {
      throw session.stop(error);
    } finally {
      await session.close();
    }
  }
}
