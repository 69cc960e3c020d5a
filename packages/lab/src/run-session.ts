import { isUserError } from '@rnn-lab/errors';
import * as tf from '@tensorflow/tfjs';
import { classesOf, classifiedLine, tokenCounts } from './classes';
import { Confusions } from './confusion';
import { endRun } from './end-run';
import { earlyStoppingCallbacks } from './fit-callbacks';
import { fitModel } from './fit-model';
import { judgeHoldOut } from './hold-out';
import { judgeModel } from './judge-model';
import { outputOf } from './output-of';
import { timed } from './timed';
import type { EpochLogs, EvaluateOptions, Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { ForecastErrors } from '@rnn-lab/forecasting';
import type { DataSummary, MemberModel, Memory, PreprocessingInput, Split } from '@rnn-lab/runs';
import type { LinearWork } from '@rnn-lab/text';
import type { ClassifiedText, TextRows } from './classes';
import type { FinishedRun } from './events';
import type { Forecasts } from './forecast';
import type { Judged } from './judge-model';
import type { SessionParts } from './session-parts';
import type { LabSettings } from './settings';
import type { HoldOut, TrainOptions } from './training-plan';

// Without production mode TensorFlow.js prints four lines that recommend its native package.
tf.enableProdMode();

/** One run in progress: the methods of a compiled Keras model, which also write to the run's folder. */
export class RunSession {
  /** Those on which the model, with its weights of now, has been judged. */
  readonly #judged = new Set<Split>();
  /** Of the last fit. */
  #validationRows?: NdArray;

  /** @internal Use `beginSession` or `resumeSession`. */
  constructor(private readonly parts: SessionParts) {}

  get id(): string {
    return this.parts.writer.id;
  }

  get #options(): EvaluateOptions {
    return { signal: this.parts.job.signal };
  }

  /** Writes preprocessing.json and, for text, vocabulary.json. */
  writePreprocessing(preprocessing: PreprocessingInput, vocabulary?: readonly string[]): void {
    this.parts.writer.writePreprocessing(preprocessing);
    if (vocabulary) this.parts.writer.writeVocabulary(vocabulary);
  }

  /** Writes data.json: what the data set looks like, of `textData` or `seriesData`. */
  writeData(summary: DataSummary): void {
    this.parts.writer.writeData(summary);
  }

  /**
   * Keras's `Model.fit`, then saves the model.
   *
   * @param options `earlyStopping`: epochs without a lower validation loss after which training stops; null: never. With
   *   it, the model has the weights of the epoch with the lowest one, and the results are that epoch's.
   */
  async fit(x: NdArray, y: Outputs, options: TrainOptions): Promise<void> {
    this.#judged.clear();
    this.#validationRows = options.validationData?.[0];
    await fitModel(this.parts, x, y, options);
    const { engine, plan, writer } = this.parts;
    await engine.syncModel();
    await plan.model.save(tf.io.withSaveHandler(writer.saveModel));
  }

  /**
   * Saves the plan's model, a Dense layer that combines the log-odds of other models of texts, together with them.
   *
   * @param build returns the members by name, in the order of the model's input; trains those that aren't networks, with the
   *   job's threads and signal
   * @param weigh called once the members are saved, with the run's folder and the engine to predict with; returns the Dense
   *   layer's weights
   */
  async combine(
    build: (work: LinearWork) => Promise<Readonly<Record<string, MemberModel>>>,
    weigh: (
      directory: string,
      engine: Pick<LabSettings, 'engine' | 'workers'>,
    ) => Promise<{ weights: Float32Array; bias: number }>,
  ): Promise<void> {
    const { job, plan, engine, writer, results } = this.parts;
    const { signal, settings, onEvent } = job;
    await writer.begin();
    writer.enter('training');
    const onProgress = (done: number, total: number) => onEvent({ kind: 'combining', done, total });
    const [names, seconds] = await timed(async () => {
      const members = await build({ workers: settings.workers, signal, onProgress });
      for (const [name, member] of Object.entries(members)) writer.writeMember(name, member);
      writer.writePreprocessing({ kind: 'text', members: Object.keys(members) });
      const { weights, bias } = await weigh(writer.directory, settings);
      const [kernel, constant] = await engine.getWeights();
      await engine.setWeights([
        { ...kernel, data: weights },
        { ...constant, data: Float32Array.of(bias) },
      ]);
      await engine.syncModel();
      await plan.model.save(tf.io.withSaveHandler(writer.saveModel));
      return Object.keys(members);
    });
    results.timings.train = seconds;
    onEvent({ kind: 'combined', members: names, seconds });
  }

  /** Keras's `Model.evaluate`: a split's loss and metrics become results of the run. */
  async evaluate(split: Split, x: NdArray, y: Outputs): Promise<void> {
    this.#evaluating(split, x);
    const { engine, results } = this.parts;
    const [logs, seconds] = await timed(() => engine.evaluate(x, y, this.#options));
    results.results[split] = logs;
    results.addSeconds('evaluate', seconds);
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
    this.#evaluating(split, x);
    const { job, plan, engine, writer } = this.parts;
    const { signal, onEvent } = job;
    const { model } = plan;
    const predicted = await engine.predict(x, this.#options);
    const confusions = new Confusions(classesOf(plan));
    await writer.writePredictions(split, lines());
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
    this.#evaluating(split, forecasts.x);
    const { job, plan, engine } = this.parts;
    await this.#record(split, [await judgeModel(plan.model, engine, forecasts, job.signal)]);
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
    const { onEvent } = this.parts.job;
    const judged: Judged[] = [];
    for (const [done, holdOut] of holdOuts.entries()) {
      const onEpochEnd = ({ epoch }: EpochLogs) =>
        onEvent({ kind: 'holdout', epoch: done * epochs + epoch, epochs: holdOuts.length * epochs });
      const callbacks = earlyStoppingCallbacks(patience);
      const fit = { epochs, batchSize, random: holdOut.random, onEpochEnd, callbacks };
      judged.push(await judgeHoldOut(this.parts, holdOut, fit, { isSaved: done === 0 }));
    }
    await this.#record('holdout', judged);
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
    const { signal, settings, onEvent } = this.parts.job;
    const { workers } = settings;
    signal.throwIfAborted();
    const onProgress = (done: number, total: number) => onEvent({ kind: 'comparing', done, total });
    const [computed, seconds] = await timed(() => compute({ workers, signal, onProgress }));
    for (const [name, metrics] of Object.entries(computed)) this.baseline(name, split, metrics);
    this.parts.results.addSeconds('baselines', seconds);
    onEvent({ kind: 'compared', baselines: Object.keys(computed), seconds });
  }

  /** Writes memory.json. */
  writeMemory(memory: Memory): void {
    this.parts.writer.writeMemory(memory);
  }

  /** Records metrics of a baseline that are known without a forecast. */
  baseline(name: string, split: Split, metrics: ForecastErrors | Readonly<Record<string, number>>): void {
    this.parts.results.baseline(name, split, metrics);
  }

  #evaluating(split: Split, x: NdArray): void {
    const { job, writer } = this.parts;
    job.signal.throwIfAborted();
    writer.enter('evaluating');
    if (this.#judged.has(split)) return;
    this.#judged.add(split);
    writer.evaluates(split, { validated: x === this.#validationRows });
  }

  async #record(split: Split, judged: readonly Judged[]): Promise<void> {
    const lines = this.parts.results.forecast(split, judged);
    await this.parts.writer.writePredictions(split, lines);
  }

  /** Ends the run as finished. */
  finish(): FinishedRun {
    const { job, plan, writer } = this.parts;
    const { results, baselines, metricInfo, timings, earlyStopping, secondsPerEpoch } = this.parts.results;
    job.signal.throwIfAborted();
    writer.finish({ results, timings, baselines, metricInfo, earlyStopping });
    const run: FinishedRun = {
      name: plan.model.name,
      directory: writer.directory,
      results,
      baselines,
      metricInfo,
      earlyStopping,
      seconds: timings.train ?? 0,
      secondsPerEpoch,
    };
    job.onEvent({ kind: 'run-finished', run });
    return run;
  }

  /** Ends the run as interrupted or failed; returns the error to throw. A resume that is refused leaves the run as it was. */
  stop(reason: unknown): Error {
    const { job, writer } = this.parts;
    const refused = !job.signal.aborted && !writer.begun && isUserError(reason);
    const error = endRun(writer, job.signal, reason);
    return refused ? reason : error;
  }

  /** Reports run.json as it was last written, and frees the engine. */
  async close(): Promise<void> {
    this.parts.job.onEvent({ kind: 'run-closed', json: this.parts.writer.json });
    await this.parts.engine.close();
  }
}
