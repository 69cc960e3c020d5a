import { createEngine } from '@rnn-lab/engine';
import { forecastErrors } from '@rnn-lab/forecasting';
import { createRun } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import { EpochProgress } from '../terminal/epoch-progress';
import { Interruption, RunFailure } from '../errors';
import { detailsOf, sentence } from '../failures';
import { displayPath, WORKSPACE_ROOT } from '../folders';
import { summarizeModel } from './model-summary';
import { gitState, libraryVersions } from './provenance';
import { baselinesTable, resultsTable } from '../terminal/results-table';
import { grouped } from '../terminal/format';
import { timed } from './timed';
import type { CompileOptions, Engine, EvaluateOptions, FitOptions, NdArray } from '@rnn-lab/engine';
import type { RandomState } from '@rnn-lab/random';
import type { DatasetSummary, Prediction, Preprocessing, RunFile, RunWriter, Split } from '@rnn-lab/runs';
import type { Job } from './lab';
import type { FinishedRun } from '../terminal/results-table';
import type { Settings } from '../flags/settings';

// Without it TensorFlow.js recommends its native package to everyone, in four lines.
tf.enableProdMode();

export interface TrainingPlan extends Omit<CompileOptions, 'workers' | 'matmul'> {
  model: tf.LayersModel;
  dataset: DatasetSummary & { rows: { train: number } };
}

/** One-step forecasts of a series: windows and what follows each. */
export interface Forecasts {
  /** The model's input and target. */
  x: NdArray;
  y: NdArray;
  /** When each target is, in the series' own time. */
  times: ArrayLike<number>;
  /** From the model's unit to the series' own; the same where it is missing. */
  scaling?: { invert(values: ArrayLike<number>): ArrayLike<number> };
  /** Other forecasts of the same targets, in the series' unit, by name. */
  baselines?: Readonly<Record<string, ArrayLike<number>>>;
}

/** One run while it lasts: what a compiled Keras model does, with everything written to the run's folder. */
export class Training {
  readonly #results: RunFile['results'] = {};
  readonly #timings: RunFile['timings'];
  readonly #baselines: RunFile['baselines'] = {};
  #secondsPerEpoch?: number;

  private constructor(
    private readonly job: Job,
    private readonly plan: TrainingPlan,
    private readonly engine: Engine,
    private readonly writer: RunWriter,
    /** Shuffles the training rows. */
    private readonly random: RandomState,
    timings: RunFile['timings'],
  ) {
    this.#timings = { ...timings };
  }

  /**
   * Compiles the model and begins a run.
   *
   * @param before seconds spent so far, the run's group, and what shuffles the training rows
   */
  static async begin(
    job: Job,
    plan: TrainingPlan,
    before: { timings: RunFile['timings']; group: string | undefined; random: RandomState },
  ): Promise<Training> {
    const { recipe, settings, signal, terminal } = job;
    const { model, dataset, ...compile } = plan;
    signal.throwIfAborted();
    const engine = await createEngine(settings.engine, model, { ...compile, ...computation(settings) });
    try {
      const writer = await createRun({
        ...recipe,
        group: before.group,
        seed: settings.seed,
        engine: engine.name,
        workers: engine.workers,
        model: summarizeModel(model),
        dataset,
        git: await gitState(WORKSPACE_ROOT, (sentence) => terminal.warn(sentence)),
        packages: libraryVersions(),
        matmul: engine.matmul,
        tags: settings.tag,
        notes: settings.notes ?? '',
        runsDir: settings.runsDir,
      });
      terminal.running(true);
      const { train, validation } = dataset.rows;
      const validated = validation === undefined ? '' : `, validate on ${grouped(validation)} samples`;
      terminal.line(`Train on ${grouped(train)} samples${validated}`);
      return new Training(job, plan, engine, writer, before.random, before.timings);
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  get id(): string {
    return this.writer.id;
  }

  get #options(): EvaluateOptions {
    return { signal: this.job.signal };
  }

  /** Keeps what leads from a raw text or series to the model's input. */
  writePreprocessing(preprocessing: Preprocessing, vocabulary?: readonly string[]): void {
    this.writer.writePreprocessing(preprocessing);
    if (vocabulary) this.writer.writeVocabulary(vocabulary);
  }

  /** Keras's `Model.fit`, and its progress; saves the trained model. */
  async fit(
    x: NdArray,
    y: NdArray,
    { epochs, ...options }: Pick<FitOptions, 'epochs' | 'batchSize' | 'validationSplit' | 'validationData'>,
  ): Promise<void> {
    const { terminal } = this.job;
    const { writer, engine, random } = this;
    const progressOf = (epoch: number) =>
      new EpochProgress(terminal, `Epoch ${epoch}/${epochs}`, this.plan.dataset.rows.train);
    let progress = progressOf(1);

    const [history, seconds] = await timed(() =>
      engine.fit(x, y, {
        ...options,
        epochs,
        random,
        signal: this.job.signal,
        onStepEnd: (logs) => {
          const { step, epoch, seconds: t, loss, accuracy } = logs;
          writer.step({ step, epoch, t, loss, accuracy });
          progress.step(logs);
        },
        onEpochEnd: (logs) => {
          const { step, epoch, seconds: t, train, validation } = logs;
          writer.epoch({ split: 'train', step, epoch, t, ...train });
          if (validation) writer.epoch({ split: 'validation', step, epoch, t, ...validation });
          progress.end(logs);
          progress = progressOf(epoch + 1);
        },
      }),
    );
    this.#timings.train = seconds;
    this.#secondsPerEpoch = seconds / epochs;
    const { train, validation } = history[history.length - 1];
    this.#results.train = train;
    if (validation) this.#results.validation = validation;

    await engine.syncModel();
    await this.plan.model.save(tf.io.withSaveHandler(writer.saveModel));
  }

  /** Keras's `Model.evaluate`: a split's loss and metrics, for the results. */
  async evaluate(split: Split, x: NdArray, y: NdArray): Promise<void> {
    this.job.signal.throwIfAborted();
    const [logs, seconds] = await timed(() => this.engine.evaluate(x, y, this.#options));
    this.#results[split] = logs;
    this.#timings.evaluate = (this.#timings.evaluate ?? 0) + seconds;
  }

  /** Keras's `Model.predict` for a model of one output, row by row into predictions/<split>.jsonl. */
  async writePredictions(
    split: Split,
    x: NdArray,
    prediction: (output: number, index: number) => Prediction,
  ): Promise<void> {
    this.job.signal.throwIfAborted();
    const { data } = await this.engine.predict(x, this.#options);
    await this.writer.writePredictions(split, rows());

    function* rows() {
      for (let index = 0; index < data.length; index++) yield prediction(data[index], index);
    }
  }

  /**
   * The model's forecasts of a split: their errors in the series' unit for the results, beside those of the
   * baselines, and each of them in predictions/<split>.jsonl.
   */
  async forecast(split: Split, forecasts: Forecasts): Promise<void> {
    await this.#forecast(this.engine, split, forecasts);
  }

  /**
   * Trains a second model by the same recipe on part of the series, and keeps its forecasts of the rest as the
   * split `holdout`. It leaves no curve.
   */
  async holdOut(
    model: tf.LayersModel,
    train: { x: NdArray; y: NdArray },
    random: RandomState,
    options: Pick<FitOptions, 'epochs' | 'batchSize'>,
    forecasts: Forecasts,
  ): Promise<void> {
    const { settings, signal, terminal } = this.job;
    const { loss, optimizer } = this.plan;
    const bar = terminal.progress('Hold-out', 'epochs');
    const engine = await createEngine(settings.engine, model, { loss, optimizer, ...computation(settings) });
    try {
      await engine.fit(train.x, train.y, {
        ...options,
        random,
        signal,
        onEpochEnd: ({ epoch }) => bar.update(epoch, options.epochs),
      });
      await this.#forecast(engine, 'holdout', forecasts);
    } finally {
      await engine.close();
    }
  }

  /** Errors of a forecast that is known without making it. */
  baseline(name: string, split: Split, errors: { mae: number; rmse: number }): void {
    this.#baselines[name] = { ...this.#baselines[name], [split]: errors };
  }

  async #forecast(
    engine: Engine,
    split: Split,
    { x, y, times, scaling, baselines = {} }: Forecasts,
  ): Promise<void> {
    this.job.signal.throwIfAborted();
    const inUnit = (values: ArrayLike<number>) => scaling?.invert(values) ?? values;
    const { loss } = await engine.evaluate(x, y, this.#options);
    const target = inUnit(y.data);
    const output = inUnit((await engine.predict(x, this.#options)).data);
    this.#results[split] = { loss, ...forecastErrors(target, output) };
    for (const [name, values] of Object.entries(baselines))
      this.baseline(name, split, forecastErrors(target, values));
    await this.writer.writePredictions(
      split,
      Array.from(target, (value, index) => ({
        index,
        time: times[index],
        target: value,
        output: output[index],
        baselines: Object.fromEntries(
          Object.entries(baselines).map(([name, values]) => [name, values[index]]),
        ),
      })),
    );
  }

  /** Ends the run well: shows its figures beside the notebook's, its folder, and where to look at it. */
  finish(): FinishedRun {
    const { terminal, signal, recipe } = this.job;
    const results = this.#results;
    const baselines = this.#baselines;
    signal.throwIfAborted();
    this.writer.finish({ results, timings: this.#timings, baselines });
    const figures = { ...results, secondsPerEpoch: this.#secondsPerEpoch };
    terminal.line(resultsTable(figures, recipe.reference));
    if (results.holdout) terminal.line(baselinesTable(results.holdout, baselines));
    terminal.line(`Run: ${displayPath(this.writer.directory)}`);
    terminal.line('Dashboard: http://127.0.0.1:3000, once npx nx run dashboard:start serves it');
    return { name: this.plan.model.name, results, seconds: this.#timings.train ?? 0 };
  }

  /** Ends the run as interrupted or failed, and says so in the error it returns. */
  stop(error: unknown): Error {
    if (this.job.signal.aborted) {
      this.writer.interrupt();
      const folder = displayPath(this.writer.directory);
      return new Interruption(`${sentence(this.job.signal.reason)}; the run so far is in ${folder}`);
    }
    try {
      this.writer.fail(sentence(error), detailsOf(error));
    } catch {
      // The disk takes nothing more; the first error is the one that is told.
    }
    return new RunFailure(sentence(error));
  }

  /** Frees the engine; with --json, prints run.json. */
  async close(): Promise<void> {
    const { settings, terminal } = this.job;
    if (settings.json) terminal.json(this.writer.json);
    terminal.running(false);
    await this.engine.close();
  }
}

/** How the engine computes, apart from the model's own options. */
function computation({ workers, matmul }: Settings): Pick<CompileOptions, 'workers' | 'matmul'> {
  return { workers, matmul: matmul?.name };
}
