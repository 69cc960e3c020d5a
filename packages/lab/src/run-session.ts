import { createEngine, metricInfo, outputNames } from '@rnn-lab/engine';
import { isUserError } from '@rnn-lab/errors';
import { HOLDOUT_FOLDER, openRun, RunsError } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import { classesOf, classifiedLine, tokenCounts } from './classes';
import { Confusions } from './confusion';
import { endRun } from './end-run';
import { expectedEnd } from './expected-end';
import { earlyStoppingCallbacks, lowestValidationLoss, stopBelow } from './fit-callbacks';
import { judge, pooled, targetsOf } from './forecast';
import { summarizeModel } from './model-summary';
import { outputOf } from './output-of';
import { checkResumable, VERSION } from './progress';
import type { Progress } from './progress';
import { gitState } from './provenance';
import { timed } from './timed';
import { compileOptions } from './training-plan';
import type { Checkpoint, Engine, EpochLogs, EvaluateOptions, FitOptions, Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { ForecastErrors } from '@rnn-lab/forecasting';
import type { RandomState } from '@rnn-lab/random';
import type { DataSummary, Memory, PreprocessingInput, RunFile, RunWriter, Split } from '@rnn-lab/runs';
import type { LinearWork } from '@rnn-lab/text';
import type { ClassifiedText, TextRows } from './classes';
import type { FinishedRun } from './events';
import type { Forecasts, Judgement } from './forecast';
import type { Job } from './lab';
import type { HoldOut, SessionContext, TrainingPlan, TrainOptions } from './training-plan';

// Without production mode TensorFlow.js prints four lines that recommend its native package.
tf.enableProdMode();

/** One run in progress: the methods of a compiled Keras model, which also write to the run's folder. */
export class RunSession {
  readonly #results: RunFile['results'] = {};
  readonly #metricInfo: RunFile['metricInfo'];
  readonly #timings: RunFile['timings'];
  readonly #baselines: RunFile['baselines'] = {};
  #earlyStopping?: RunFile['earlyStopping'];
  #secondsPerEpoch?: number;
  /** The final checkpoints of the fits so far. */
  #fits: readonly Checkpoint[] = [];

  private constructor(
    private readonly job: Job,
    private readonly plan: TrainingPlan,
    private readonly engine: Engine<Outputs>,
    private readonly writer: RunWriter,
    /** Shuffles the training rows. */
    private readonly random: RandomState,
    timings: RunFile['timings'],
    /** What a resumed run continues from. */
    private readonly progress?: Progress,
  ) {
    this.#timings = { ...timings };
    this.#metricInfo = metricInfo(plan.metrics, outputNames(plan.model));
  }

  /**
   * Compiles the model of a run that has begun.
   *
   * @throws UserError `classes` if the plan's classes don't fit its model
   */
  static async begin(
    job: Job,
    plan: TrainingPlan,
    writer: RunWriter,
    { random, timings }: SessionContext,
  ): Promise<RunSession> {
    return RunSession.#compiled(job, plan, async (engine) => {
      return new RunSession(job, plan, engine, writer, random, timings);
    });
  }

  /** Opens a run to continue it. */
  static async resume(
    job: Job,
    plan: TrainingPlan,
    folder: string,
    onStop: () => void,
    { random, timings }: SessionContext,
  ): Promise<RunSession> {
    const { onEvent } = job;
    return RunSession.#compiled(job, plan, async (engine) => {
      const { run, checkpoint, damaged, writer } = await openRun(folder, onStop);
      try {
        const progress = checkpoint?.content as Progress | undefined;
        const git = await gitState(job.settings.repository, (message) =>
          onEvent({ kind: 'warning', message }),
        );
        for (const message of checkResumable({ run, progress, git, plan, engine })) {
          onEvent({ kind: 'warning', message });
        }
        const from = checkpoint
          ? `after step ${checkpoint.step}`
          : 'from the beginning, because it has no checkpoint';
        for (const file of damaged) {
          onEvent({ kind: 'warning', message: `${file} is damaged, so the checkpoint before it is used.` });
        }
        const { id, directory } = writer;
        onEvent({ kind: 'run-started', id, directory, log: (text) => writer.log(text) });
        onEvent({ kind: 'notice', message: `Resuming ${id} ${from}` });
        return new RunSession(job, plan, engine, writer, random, timings, progress);
      } catch (error) {
        writer.interrupt();
        throw error;
      }
    });
  }

  /** Compiles the plan's model, and closes the engine if the session can't begin. */
  static async #compiled(
    job: Job,
    plan: TrainingPlan,
    begin: (engine: Engine<Outputs>) => Promise<RunSession>,
  ): Promise<RunSession> {
    const { settings, signal, onEvent } = job;
    signal.throwIfAborted();
    const classes = classesOf(plan);
    const model = summarizeModel(plan.model);
    onEvent({ kind: 'model', model });
    const engine = await createEngine<Outputs>(settings.engine, plan.model, compileOptions(plan, settings));
    try {
      const session = await begin(engine);
      session.writer.update({
        workers: engine.workers,
        model,
        dataset: plan.dataset,
        caveats: plan.caveats ?? [],
        ...classes,
        metricInfo: session.#metricInfo,
      });
      onEvent({ kind: 'training-started', rows: plan.dataset.rows });
      return session;
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

  /** Writes preprocessing.json and, for text, vocabulary.json. */
  writePreprocessing(preprocessing: PreprocessingInput, vocabulary?: readonly string[]): void {
    this.writer.writePreprocessing(preprocessing);
    if (vocabulary) this.writer.writeVocabulary(vocabulary);
  }

  /** Writes data.json: what the data set looks like, of `textData` or `seriesData`. */
  writeData(summary: DataSummary): void {
    this.writer.writeData(summary);
  }

  /**
   * Keras's `Model.fit`, then saves the model.
   *
   * @param options `earlyStopping`: epochs without a lower validation loss after which training stops; null: never. With
   *   it, the model has the weights of the epoch with the lowest one, and the results are that epoch's.
   */
  async fit(
    x: NdArray,
    y: Outputs,
    { epochs, earlyStopping: patience = null, goal, ...options }: TrainOptions,
  ): Promise<void> {
    const { onEvent } = this.job;
    const { writer, engine, random, progress } = this;
    const rows = this.plan.dataset.rows.train;
    const names = Object.keys(metricInfo(this.plan.metrics, outputNames(this.plan.model)));
    const started = performance.now();
    const trainSeconds = () => (progress?.trainSeconds ?? 0) + (performance.now() - started) / 1000;
    const endAfter = expectedEnd(epochs * Math.ceil(rows / options.batchSize));
    writer.enter('training');
    const resumed = progress?.fits[0];
    if (!resumed?.fitEnded) {
      const { epoch = 1, sums } = resumed ?? {};
      onEvent({ kind: 'epoch-started', epoch, epochs, rows, done: sums?.samples ?? 0 });
    }

    const history = await this.#fit(
      engine,
      x,
      y,
      {
        ...options,
        epochs,
        random,
        callbacks: [...earlyStoppingCallbacks(patience), ...(goal === undefined ? [] : [stopBelow(goal)])],
        onStepEnd: (logs) => {
          const { step, epoch, seconds: t } = logs;
          const metrics = Object.fromEntries(names.map((name) => [name, logs[name]]));
          writer.step({ step, epoch, t, ...metrics });
          writer.expectEnd(endAfter(step));
          onEvent({ kind: 'step', logs });
        },
        onEpochEnd: (logs) => {
          const { step, epoch, seconds: t, train, validation } = logs;
          writer.epoch({ split: 'train', step, epoch, t, ...train });
          if (validation) writer.epoch({ split: 'validation', step, epoch, t, ...validation });
          onEvent({ kind: 'epoch-ended', logs });
          if (epoch < epochs) onEvent({ kind: 'epoch-started', epoch: epoch + 1, epochs, rows, done: 0 });
        },
      },
      trainSeconds,
    );
    const seconds = trainSeconds();
    this.#timings.train = seconds;
    this.#secondsPerEpoch = seconds / history.length;
    const last = history[history.length - 1];
    const kept = patience === null ? last : lowestValidationLoss(history);
    if (kept.epoch < epochs) this.#earlyStopping = { epoch: last.epoch, bestEpoch: kept.epoch };
    const { train, validation } = kept;
    this.#results.train = train;
    if (validation) this.#results.validation = validation;

    await engine.syncModel();
    await this.plan.model.save(tf.io.withSaveHandler(writer.saveModel));
  }

  /** Keras's `Model.evaluate`: a split's loss and metrics become results of the run. */
  async evaluate(split: Split, x: NdArray, y: Outputs): Promise<void> {
    this.#evaluating();
    const [logs, seconds] = await timed(() => this.engine.evaluate(x, y, this.#options));
    this.#results[split] = logs;
    this.#timings.evaluate = (this.#timings.evaluate ?? 0) + seconds;
  }

  /**
   * Keras's `Model.predict` for a classifier of texts with any number of classes; writes a line per row to
   * predictions/<split>.jsonl.
   *
   * @param textOf the text of a row of x
   * @throws UserError `outputs` if labels are given by output to a model with one, or not by output to one with several
   */
  async writePredictions(
    split: Split,
    x: TextRows,
    textOf: (index: number) => ClassifiedText,
  ): Promise<void> {
    this.#evaluating();
    const { signal, onEvent } = this.job;
    const { model } = this.plan;
    const predicted = await this.engine.predict(x, this.#options);
    const confusions = new Confusions(classesOf(this.plan));
    await this.writer.writePredictions(split, lines());
    for (const confusion of confusions.all()) onEvent({ kind: 'classified', split, ...confusion });

    function* lines() {
      for (let index = 0; index < x.shape[0]; index++) {
        signal.throwIfAborted();
        const text = { ...textOf(index), ...tokenCounts(x, index) };
        const line = classifiedLine(index, text, (name) => {
          const { data, shape } = outputOf(model, predicted, name);
          return data.subarray(index * shape[1], (index + 1) * shape[1]);
        });
        confusions.add(line);
        yield line;
      }
    }
  }

  /**
   * Forecasts a split. Records the errors of the model and of the baselines, in the series' unit, and writes each forecast
   * to predictions/<split>.jsonl.
   *
   * @throws UserError `outputs` like `writePredictions`
   */
  async forecast(split: Split, forecasts: Forecasts): Promise<void> {
    await this.#record(split, [await this.#judge(this.plan.model, this.engine, forecasts)]);
  }

  /**
   * Trains one more model per origin, with the same loss, optimizer and metrics, on the part of the series that precedes it,
   * and forecasts what follows as the split `holdout`. Their training metrics are not written. Saves the first one, which has
   * seen nothing of the hold-outs, to model/holdout, with its preprocessing.
   *
   * @param holdOuts in the order of time; several are a rolling-origin evaluation
   */
  async holdOut(
    holdOuts: readonly HoldOut[],
    { epochs, batchSize, earlyStopping: patience = null }: TrainOptions,
  ): Promise<void> {
    const { onEvent } = this.job;
    const judged: Judged[] = [];
    for (const [done, holdOut] of holdOuts.entries()) {
      const onEpochEnd = ({ epoch }: EpochLogs) =>
        onEvent({ kind: 'holdout', epoch: done * epochs + epoch, epochs: holdOuts.length * epochs });
      const callbacks = earlyStoppingCallbacks(patience);
      const fit = { epochs, batchSize, random: holdOut.random, onEpochEnd, callbacks };
      judged.push(await this.#judgeHoldOut(holdOut, fit, { isSaved: done === 0 }));
    }
    await this.#record('holdout', judged);
  }

  /** A function of its own, so that nothing refers to its engine's memory when the next one is allocated. */
  async #judgeHoldOut(
    { model, train, validation, preprocessing, forecasts }: HoldOut,
    fit: FitOptions<Outputs>,
    { isSaved }: { isSaved: boolean },
  ): Promise<Judged> {
    const { settings } = this.job;
    this.writer.enter('training');
    const engine = await createEngine<Outputs>(settings.engine, model, compileOptions(this.plan, settings));
    try {
      const trainSeconds = () => this.#timings.train ?? 0;
      const validationData = validation && ([validation.x, validation.y] as const);
      await this.#fit(engine, train.x, train.y, { ...fit, validationData }, trainSeconds);
      const judged = await this.#judge(model, engine, forecasts);
      if (isSaved) {
        await engine.syncModel();
        await model.save(tf.io.withSaveHandler(this.writer.saveHoldoutModel));
        this.writer.writePreprocessing(preprocessing, HOLDOUT_FOLDER);
      }
      return judged;
    } finally {
      await engine.close();
    }
  }

  /**
   * Computes baselines, and records their metrics on a split.
   *
   * @param compute with the job's threads and signal; returns metrics by the baseline's name
   */
  async compare(
    split: Split,
    compute: (work: LinearWork) => Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>,
  ): Promise<void> {
    const { signal, settings, onEvent } = this.job;
    const { workers } = settings;
    signal.throwIfAborted();
    const onProgress = (done: number, total: number) => onEvent({ kind: 'comparing', done, total });
    const [computed, seconds] = await timed(() => compute({ workers, signal, onProgress }));
    for (const [name, metrics] of Object.entries(computed)) this.baseline(name, split, metrics);
    this.#timings.baselines = (this.#timings.baselines ?? 0) + seconds;
    onEvent({ kind: 'compared', baselines: Object.keys(computed), seconds });
  }

  /** Writes memory.json. */
  writeMemory(memory: Memory): void {
    this.writer.writeMemory(memory);
  }

  /** Records metrics of a baseline that are known without a forecast. */
  baseline(name: string, split: Split, metrics: ForecastErrors | Readonly<Record<string, number>>): void {
    this.#baselines[name] = { ...this.#baselines[name], [split]: metrics };
  }

  /**
   * Fits with checkpoints, each of which has the fits before it, too. A checkpoint that can't be written, for example on a
   * full disk, costs a warning and not the training.
   */
  async #fit<Y extends Outputs>(
    engine: Engine<Y>,
    x: NdArray,
    y: Y,
    options: FitOptions<Y>,
    trainSeconds: () => number,
  ): Promise<EpochLogs[]> {
    const { writer, progress } = this;
    const { settings, signal, onEvent } = this.job;
    const earlier = this.#fits;
    const resume = progress?.fits[earlier.length];
    let last = resume;
    const save = async (checkpoint: Checkpoint) => {
      last = checkpoint;
      const fits = [...earlier, checkpoint];
      const content: Progress = { version: VERSION, trainSeconds: trainSeconds(), fits };
      try {
        await writer.saveCheckpoint(fits[0].trainer.step, content);
      } catch (error) {
        if (!(error instanceof RunsError) || error.code !== 'unwritable-checkpoint') throw error;
        onEvent({ kind: 'warning', message: `${error.message} Training continues without this checkpoint.` });
      }
    };
    const onSaved = (seconds: number) => {
      this.#timings.checkpoints = (this.#timings.checkpoints ?? 0) + seconds;
    };
    // The run is written to only once the engine has accepted the checkpoint.
    const begin = () => writer.begin();
    const history = await engine.fit(x, y, {
      ...options,
      signal,
      resume,
      callbacks: [{ onFitBegin: begin, setState: begin }, ...(options.callbacks ?? [])],
      checkpoints: { seconds: settings.checkpointSeconds, save, onSaved },
    });
    await begin();
    this.#fits = last ? [...earlier, last] : earlier;
    return history;
  }

  #evaluating(): void {
    this.job.signal.throwIfAborted();
    this.writer.enter('evaluating');
  }

  async #judge(model: tf.LayersModel, engine: Engine<Outputs>, forecasts: Forecasts): Promise<Judged> {
    this.#evaluating();
    const logs = await engine.evaluate(forecasts.x, targetsOf(forecasts), this.#options);
    const predicted = await engine.predict(forecasts.x, this.#options);
    return { logs, ...judge(forecasts, (name) => outputOf(model, predicted, name)) };
  }

  async #record(split: Split, judged: readonly Judged[]): Promise<void> {
    const { errors, metricInfo, baselines, lines } = pooled(judged);
    const mean = (name: string) => judged.reduce((sum, { logs }) => sum + logs[name], 0) / judged.length;
    const logs = Object.fromEntries(Object.keys(judged[0].logs).map((name) => [name, mean(name)]));
    this.#results[split] = { ...logs, ...errors };
    Object.assign(this.#metricInfo, metricInfo);
    for (const [name, errors] of Object.entries(baselines)) this.baseline(name, split, errors);
    await this.writer.writePredictions(split, lines);
  }

  /** Ends the run as finished. */
  finish(): FinishedRun {
    this.job.signal.throwIfAborted();
    const results = this.#results;
    const baselines = this.#baselines;
    const metricInfo = this.#metricInfo;
    const earlyStopping = this.#earlyStopping;
    this.writer.finish({ results, timings: this.#timings, baselines, metricInfo, earlyStopping });
    const run: FinishedRun = {
      name: this.plan.model.name,
      directory: this.writer.directory,
      results,
      baselines,
      metricInfo,
      earlyStopping,
      seconds: this.#timings.train ?? 0,
      secondsPerEpoch: this.#secondsPerEpoch,
    };
    this.job.onEvent({ kind: 'run-finished', run });
    return run;
  }

  /** Ends the run as interrupted or failed; returns the error to throw. A resume that is refused leaves the run as it was. */
  stop(reason: unknown): Error {
    const refused = !this.job.signal.aborted && !this.writer.begun && isUserError(reason);
    const error = endRun(this.writer, this.job.signal, reason);
    return refused ? reason : error;
  }

  /** Reports run.json as it was last written, and frees the engine. */
  async close(): Promise<void> {
    this.job.onEvent({ kind: 'run-closed', json: this.writer.json });
    await this.engine.close();
  }
}

/** Forecasts that were judged, and the model's loss and metrics on them. */
type Judged = Judgement & { logs: Awaited<ReturnType<Engine<Outputs>['evaluate']>> };
