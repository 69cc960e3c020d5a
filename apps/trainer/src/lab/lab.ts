import { deriveSeed, RandomState } from '@rnn-lab/random';
import { tokenizeCorpus } from '@rnn-lab/text-ko';
import { comparisonTable } from '../terminal/results-table';
import { duration, grouped } from '../terminal/format';
import { timed } from './timed';
import { Training } from './run-session';
import type { DownloadProgress, LoadOptions } from '@rnn-lab/data';
import type { RunFile } from '@rnn-lab/runs';
import type { FinishedRun } from '../terminal/results-table';
import type { CorpusOptions } from '@rnn-lab/text-ko';
import type { Settings } from '../flags/settings';
import type { Progress, Terminal } from '../terminal/terminal';
import type { TrainingPlan } from './run-session';

/** A command on its way: what is run, with which settings, and how it talks to the person and the person to it. */
export interface Job {
  recipe: Pick<RunFile, 'experiment' | 'title' | 'reference' | 'command' | 'params'>;
  settings: Settings;
  terminal: Terminal;
  signal: AbortSignal;
}

/** What an experiment works with: its data, its random numbers and its runs, as the flags have it. */
export class Lab {
  readonly #timings: RunFile['timings'] = {};
  /** The first run's id. */
  #group?: string;
  /** The runs that have ended well, in their order. */
  readonly finished: FinishedRun[] = [];
  /** The analyzer that was named last; a command names each once. */
  #analyzer?: string;

  constructor(private readonly job: Job) {}

  /** One of the streams of random numbers that `--seed` drives: data, weights, order, dropout. */
  random(purpose: string): RandomState {
    return new RandomState(deriveSeed(this.job.settings.seed, purpose));
  }

  /** What `--seed` itself gives, as NumPy's `np.random.seed(seed)` would in a notebook. */
  seeded(): RandomState {
    return new RandomState(this.job.settings.seed);
  }

  /** The first `--limit` rows; all of them without it. */
  limit<T extends { length: number; slice(begin: number, end: number): T }>(rows: T): T {
    return rows.slice(0, this.job.settings.limit ?? rows.length);
  }

  /** A data set, by its loader. */
  async load<T>(loader: (options: LoadOptions) => Promise<T>): Promise<T> {
    const { terminal, signal, settings } = this.job;
    const { dataDir, cacheDir, mirror } = settings;
    const [data, seconds] = await timed(() =>
      loader({
        dataDir,
        cacheDir,
        mirror,
        signal,
        onProgress: downloadProgress(terminal),
        onNotice: (message) => terminal.line(message),
        onWarning: (sentence) => terminal.warn(sentence),
      }),
    );
    this.#timings.load = seconds;
    terminal.line(`Loaded the data in ${duration(seconds)}`);
    return data;
  }

  /** The tokens of Korean texts, from the cache where they are there. */
  async tokenize(
    texts: readonly string[],
    options: Pick<CorpusOptions, 'analyzer' | 'units' | 'stopwords'>,
  ): Promise<string[][]> {
    const { terminal, signal, settings } = this.job;
    const { workers, cacheDir } = settings;
    const bar = terminal.progress('Tokenizing', 'texts');
    const [tokens, seconds] = await timed(() =>
      tokenizeCorpus(texts, {
        ...options,
        workers,
        cacheDir,
        signal,
        onAnalyzer: ({ name, description }) => this.#nameAnalyzer(`${name}: ${description}`),
        onProgress: bar.update,
      }),
    );
    this.#timings.tokenize = (this.#timings.tokenize ?? 0) + seconds;
    terminal.line(`Tokenized ${grouped(texts.length)} texts in ${duration(seconds)}`);
    return tokens;
  }

  #nameAnalyzer(analyzer: string): void {
    if (analyzer !== this.#analyzer) this.job.terminal.line(`Analyzer ${analyzer}`);
    this.#analyzer = analyzer;
  }

  /**
   * One run: begins it, does the work, and ends it as finished, failed or interrupted.
   * Rejects with a `RunFailure` where it failed.
   */
  async train(plan: TrainingPlan, work: (training: Training) => Promise<void>): Promise<void> {
    const begin = { timings: this.#timings, group: this.#group, random: this.random('order') };
    const training = await Training.begin(this.job, plan, begin);
    this.#group ??= training.id;
    try {
      await work(training);
      this.finished.push(training.finish());
    } catch (error) {
      throw training.stop(error);
    } finally {
      await training.close();
    }
  }

  /** Shows several runs of one command side by side. */
  compareRuns(): void {
    if (this.finished.length > 1) this.job.terminal.line(comparisonTable(this.finished));
  }
}

function downloadProgress(terminal: Terminal): (progress: DownloadProgress) => void {
  let file: string;
  let bar: Progress;
  return ({ path, bytes, total }) => {
    if (path !== file) {
      file = path;
      terminal.line(`Downloading ${path}`);
      bar = terminal.progress(path, 'bytes');
    }
    bar.update(bytes, total);
  };
}
