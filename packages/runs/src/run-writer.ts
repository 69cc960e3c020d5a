import { closeSync, existsSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkMetricNames } from './check-metric-names';
import { Checkpoints } from './checkpoints';
import { ConsoleLog } from './console-log';
import { DiskSync } from './disk-sync';
import { detailsOf, isSystemError, runGone, RunsError, writeError } from './errors';
import {
  CONSOLE_FILE,
  DATA_FILE,
  fileOfModel,
  HOLDOUT_FOLDER,
  makeFolder,
  MEMORY_FILE,
  METRICS_FILE,
  MODEL_CARD_FILE,
  MODEL_FILE,
  MODEL_FOLDER,
  PREDICTIONS_FOLDER,
  predictionsFile,
  PREPROCESSING_FILE,
  removeTemporaryFiles,
  replaceFile,
  replaceFileByChunks,
  RUN_FILE,
  STOP_FILE,
  VOCABULARY_FILE,
} from './files';
import { stringify } from './json';
import { MetricsFile } from './metrics-file';
import { writeModel } from './model-artifacts';
import { modelCard } from './model-card';
import { predictionChunks } from './prediction-chunks';
import { Resources } from './resources';
import { Summary } from './summary';
import type { DataSummary } from './data-summary';
import type { ModelFolder } from './files';
import type { MetricLine, PredictionLine } from './lines';
import type { Memory } from './memory';
import type { ModelArtifacts, SaveResult } from './model-artifacts';
import { completePreprocessing } from './preprocessing';
import type { PreprocessingInput } from './preprocessing';
import type { Split } from './names';
import type { ErrorDetails, Phase, RunFile } from './run-file';
import type { EpochValues, Outcome, RunUpdate, StepValues } from './run-values';

/** Milliseconds, well below the 200 ms within which a line must reach the file. */
const FLUSH_EVERY = 100;
/** Milliseconds. */
const HEARTBEAT_EVERY = 5_000;
/** Milliseconds after which it is noticed, at most, that someone asks for the end. */
const LOOK_EVERY = 500;
/** Bytes that a file system allocates at a time. */
const BLOCK = 4096;

/** Files open from the run's start to its end. */
interface Descriptors {
  metrics: number;
  /** null on a file system without locks. */
  lock: number | null;
}

/**
 * Writes one run, from `createRun` or `openRun` until `finish`, `fail` or `interrupt`.
 *
 * Every method throws a `RunsError`: `unwritable-file` if a file can't be written or an earlier write failed, also one in
 * the background; `run-gone` if the run's folder was deleted, moved or replaced; `run-ended` if the run has ended. A failed
 * write ends the run: its status becomes `failed` if that can still be written, and no partial file is left.
 */
export class RunWriter {
  readonly id: string;
  readonly #summary: Summary;
  readonly #lock: Descriptors['lock'];
  readonly #metrics: MetricsFile;
  readonly #checkpoints: Checkpoints;
  readonly #disk: DiskSync;
  readonly #console: ConsoleLog;
  readonly #resources: Resources;
  /** What was printed before a resumed run begins. */
  #printed: string[] = [];
  /** Set until a resumed run begins. */
  #resume?: { step: number; bytes: number };
  /** Length of metrics.jsonl in the newest checkpoint, which needs that much of it. */
  #checkpointBytes = 0;
  readonly #timer = setInterval(() => this.#tickInBackground(), FLUSH_EVERY).unref();
  #run: RunFile;
  #failure: RunsError | null = null;
  #flushedAt = performance.now();
  #savedAt = performance.now();
  #lookedAt = performance.now();
  /** Of the phase, in Unix milliseconds. */
  #expectedEnd?: number;

  /** @internal Use `createRun` or `openRun`. */
  constructor(
    /** The run's folder, absolute. */
    readonly directory: string,
    run: RunFile,
    { metrics, lock }: Descriptors,
    private onStop: (() => void) | undefined,
    resume?: { step: number; bytes: number; summary: Summary },
  ) {
    this.id = run.id;
    this.#run = run;
    this.#summary = resume?.summary ?? new Summary(run.metricInfo);
    this.#lock = lock;
    this.#metrics = new MetricsFile(directory, metrics);
    this.#checkpoints = new Checkpoints(directory);
    this.#disk = new DiskSync(directory);
    this.#console = new ConsoleLog(directory);
    this.#resources = new Resources(run.resources);
    this.#resume = resume;
  }

  /**
   * Begins to write a run that `openRun` has opened: cuts metrics.jsonl to the checkpoint, notes that in run.json, and
   * removes what the last process has left. Does nothing otherwise.
   */
  async begin(): Promise<void> {
    const from = this.#resume;
    if (!from) return;
    const { step, bytes } = from;
    await this.#checkpoints.removeDamaged(bytes);
    this.#resume = undefined;
    this.#attempt(METRICS_FILE, () => {
      removeTemporaryFiles(this.directory);
      this.#metrics.truncate(bytes);
      this.#console.create();
    });
    this.#checkpointBytes = bytes;
    const at = new Date().toISOString();
    const resumes = [...this.#run.resumes, { at, step, bytes }];
    this.#run = {
      ...this.#run,
      status: 'running',
      endedAt: null,
      error: undefined,
      errorDetails: undefined,
      earlyStopping: undefined,
      pruned: undefined,
      results: {},
      baselines: {},
      resumes,
    };
    this.#save();
    this.log(`--- Resumed at ${at}, after step ${step} ---`);
    for (const text of this.#printed.splice(0)) this.log(text);
  }

  /**
   * Saves what the training continues from, together with metrics.jsonl as it is when this is called. That and the files
   * that a resume compares or keeps are on the disk when it resolves: without run.json, a checkpoint is worth nothing. The
   * model and the predictions, which a resume writes again, are left to `finish`.
   *
   * @param step the last one in metrics.jsonl
   * @throws RunsError `unwritable-checkpoint`; that doesn't end the run
   */
  async saveCheckpoint(step: number, content: unknown): Promise<void> {
    this.#assertRunning();
    this.#flush();
    const bytes = this.#metrics.size;
    await this.#metrics.sync().catch((error: unknown) => {
      throw this.#giveUp(METRICS_FILE, error);
    });
    this.#attempt(RUN_FILE, () => this.#disk.sync());
    await this.#checkpoints.save({ step, bytes, content });
    this.#checkpointBytes = bytes;
  }

  /** Whether anything is written: false between `openRun` and `begin`. */
  get begun(): boolean {
    return this.#resume === undefined;
  }

  /** The current run.json, in one line. */
  get json(): string {
    return stringify(this.#run);
  }

  /** Appends a step's values to metrics.jsonl; cheap enough for thousands of calls per second. */
  step(values: StepValues): void {
    this.#append({ kind: 'step', split: 'train', time: Date.now(), ...values });
  }

  /** Appends a split's means at an epoch's end to metrics.jsonl. */
  epoch(values: EpochValues): void {
    this.#append({ kind: 'epoch', time: Date.now(), ...values });
  }

  /**
   * Appends a line that the command printed, or a text of several, to console.log. Also takes lines after the run's end, such
   * as why it failed; they are left out if they can't be written.
   */
  log(text: string): void {
    if (this.#resume) this.#printed.push(text);
    else if (this.#hasEnded) ignoringErrors(() => this.#console.append(text));
    else {
      this.#attempt(CONSOLE_FILE, () => this.#console.append(text));
      this.#disk.add(CONSOLE_FILE);
    }
  }

  /** Sets the phase in run.json. */
  enter(name: Phase['name']): void {
    this.#expectedEnd = undefined;
    this.update({ phase: { name, startedAt: new Date().toISOString(), expectedEndAt: null } });
  }

  /** Sets when the phase is likely to end, in Unix milliseconds, if that is known; run.json has it with the next heartbeat. */
  expectEnd(time: number | undefined): void {
    this.#expectedEnd = time;
  }

  /**
   * Sets fields of run.json.
   *
   * @throws RunsError `metric-name` if a metric can't have its name
   */
  update(changes: RunUpdate): void {
    this.#assertRunning();
    checkMetricNames(changes.metricInfo);
    if (changes.metricInfo) this.#summary.infos = changes.metricInfo;
    this.#run = { ...this.#run, ...changes };
    this.#save();
  }

  /**
   * Writes predictions/<split>.jsonl line by line. The file appears once it is complete. An error of `rows` is passed on.
   *
   * @throws RunsError `invalid-prediction` at a row that `readPredictions` would refuse
   */
  async writePredictions(
    split: Split,
    rows: Iterable<PredictionLine> | AsyncIterable<PredictionLine>,
  ): Promise<void> {
    this.#assertRunning();
    const file = predictionsFile(split);
    try {
      makeFolder(this.directory, PREDICTIONS_FOLDER);
      const chunks = predictionChunks(file, this.#run, rows, () => this.#assertRunning());
      await replaceFileByChunks(join(this.directory, file), chunks);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw this.#giveUp(file, error);
    }
  }

  /** Writes preprocessing.json to the model's folder; omitted fields become null. */
  writePreprocessing(preprocessing: PreprocessingInput, folder: ModelFolder = MODEL_FOLDER): void {
    const file = fileOfModel(PREPROCESSING_FILE, folder);
    this.#replace(file, stringify(completePreprocessing(preprocessing)));
  }

  /** Writes model/vocabulary.json: the words in the order of their ranks, from 1. */
  writeVocabulary(words: readonly string[]): void {
    this.#replace(VOCABULARY_FILE, stringify(words));
  }

  /** Writes memory.json. */
  writeMemory(memory: Memory): void {
    this.#replace(MEMORY_FILE, stringify(memory));
  }

  /** Writes data.json. */
  writeData(summary: DataSummary): void {
    this.#replace(DATA_FILE, stringify(summary));
  }

  /**
   * Writes model/model.json and its weights in the TensorFlow.js Layers format. A save handler:
   * `model.save(tf.io.withSaveHandler(run.saveModel))`.
   */
  readonly saveModel = (artifacts: ModelArtifacts): Promise<SaveResult> =>
    this.#saveModel(artifacts, MODEL_FOLDER);

  /** The same for model/holdout, after `saveModel`. */
  readonly saveHoldoutModel = (artifacts: ModelArtifacts): Promise<SaveResult> =>
    this.#saveModel(artifacts, HOLDOUT_FOLDER);

  /** Writes the model card, ends the run as finished, and removes its checkpoints once all else is on the disk. */
  finish(outcome: Outcome): void {
    this.#assertRunning();
    if (existsSync(join(this.directory, MODEL_FILE))) this.#writeCard(outcome);
    this.#flush();
    this.#attempt(MODEL_FILE, () => this.#disk.syncAll());
    this.#end({ ...outcome, status: 'finished' });
    ignoringErrors(() => {
      this.#disk.sync();
      this.#checkpoints.remove();
    });
  }

  /** Ends the run as failed; `message` is the reason. Does nothing if a failed write has ended the run. */
  fail(message: string, details: ErrorDetails | null = null): void {
    if (!this.#failure) this.#end(failed(message, details));
  }

  /** Ends the run as interrupted. Does nothing if a failed write has ended the run. */
  interrupt(): void {
    if (!this.#failure) this.#end({ status: 'interrupted' });
  }

  /** Removes the run, whose input was refused before there was anything to train. */
  discard(): void {
    if (this.#hasEnded) return;
    const hidden = join(dirname(this.directory), `.${this.id}`);
    const isOurs = this.#metrics.isInPlace();
    this.#run.status = 'failed';
    this.#close();
    if (!isOurs) return;
    // Hidden first: no reader sees a part of it. What can't be removed shows as stopped.
    ignoringErrors(() => {
      renameSync(this.directory, hidden);
      rmSync(hidden, { recursive: true, force: true });
    });
  }

  get #hasEnded(): boolean {
    return this.#failure !== null || this.#run.status !== 'running';
  }

  #writeCard(outcome: Outcome): void {
    const readsText = existsSync(join(this.directory, VOCABULARY_FILE));
    this.#replace(MODEL_CARD_FILE, modelCard({ ...this.#run, ...outcome }, { readsText }));
  }

  async #saveModel(artifacts: ModelArtifacts, folder: ModelFolder): Promise<SaveResult> {
    this.#assertRunning();
    this.#attempt(fileOfModel(MODEL_FILE, folder), () => writeModel(this.directory, artifacts, folder));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }

  #append(line: MetricLine): void {
    this.#assertRunning();
    this.#summary.add(line);
    this.#metrics.add(line);
    this.#tick();
  }

  // Called by the timer and for every line, because training may block the event loop and its timers.
  #tick(): void {
    const now = performance.now();
    if (now - this.#flushedAt >= FLUSH_EVERY) this.#flush();
    if (now - this.#lookedAt >= LOOK_EVERY) this.#lookForStop();
    if (now - this.#savedAt >= HEARTBEAT_EVERY) this.#save();
  }

  #tickInBackground(): void {
    try {
      this.#tick();
    } catch {
      // The next call throws the error.
    }
  }

  #lookForStop(): void {
    this.#lookedAt = performance.now();
    const file = join(this.directory, STOP_FILE);
    if (!existsSync(file)) return;
    this.onStop?.();
    this.onStop = undefined;
    // In a folder that can't be written it stays, and asks for nothing more.
    ignoringErrors(() => rmSync(file, { force: true, recursive: true }));
  }

  #flush(): void {
    this.#flushedAt = performance.now();
    this.#attempt(METRICS_FILE, () => this.#metrics.flush());
  }

  #save(): void {
    this.#savedAt = performance.now();
    if (this.#resume) return;
    const { phase } = this.#run;
    const expectedEndAt = this.#expectedEnd === undefined ? null : new Date(this.#expectedEnd).toISOString();
    this.#run = {
      ...this.#run,
      heartbeatAt: new Date().toISOString(),
      phase: phase && { ...phase, expectedEndAt },
      summary: this.#summary.toJSON(),
      resources: this.#resources.sample(),
    };
    this.#attempt(RUN_FILE, () => {
      if (!this.#metrics.isInPlace()) throw runGone(this.directory);
      replaceFile(join(this.directory, RUN_FILE), this.json);
    });
    this.#disk.add(RUN_FILE);
  }

  #replace(file: string, content: string): void {
    this.#assertRunning();
    if (this.#resume) this.#refuseChange(file, content);
    this.#attempt(file, () => {
      // Not the run's folder itself, which would come back if it was deleted.
      if (dirname(file) !== '.') makeFolder(this.directory, dirname(file));
      replaceFile(join(this.directory, file), content);
    });
    this.#disk.add(file);
  }

  #assertRunning(): void {
    if (this.#failure) throw this.#failure;
    if (this.#run.status !== 'running' && !this.#resume)
      throw new RunsError('run-ended', `Run ${this.id} has ended; it takes no more data.`, { id: this.id });
  }

  #end(changes: Partial<RunFile>): void {
    // A run that was opened, but not begun, stays as it was.
    if (this.#resume) return this.#close();
    this.#assertRunning();
    this.#flush();
    this.#run = { ...this.#run, ...changes, phase: null, endedAt: new Date().toISOString() };
    this.#save();
    this.#close();
  }

  #attempt(file: string, write: () => void): void {
    try {
      write();
    } catch (error) {
      throw this.#giveUp(file, error);
    }
  }

  /** Ends the run after a failed write, as far as the disk still allows. */
  #giveUp(file: string, error: unknown): RunsError {
    if (this.#failure) return this.#failure;
    this.#failure = this.#metrics.isInPlace()
      ? writeError(join(this.directory, file), error)
      : runGone(this.directory);
    this.#run = {
      ...this.#run,
      ...failed(this.#failure.message, detailsOf(this.#failure)),
      phase: null,
      endedAt: new Date().toISOString(),
    };

    ignoringErrors(() => this.#tidy(dirname(file)));
    // Frees a descriptor for run.json, should the process have no other.
    this.#metrics.close();
    ignoringErrors(() => {
      const runFile = join(this.directory, RUN_FILE);
      if (existsSync(runFile)) replaceFile(runFile, this.json);
    });
    this.#release();
    return this.#failure;
  }

  /** Removes the remains of a failed write to `folder`, and frees space for run.json. */
  #tidy(folder: string): void {
    // A model is useless without all of its files, but another split's predictions may be complete.
    if (folder === MODEL_FOLDER || folder === HOLDOUT_FOLDER)
      rmSync(join(this.directory, folder), { recursive: true });
    else if (folder === PREDICTIONS_FOLDER) rmdirSync(join(this.directory, folder));
    // For run.json.
    else this.#metrics.free(Buffer.byteLength(this.json) + BLOCK, this.#checkpointBytes);
  }

  #close(): void {
    this.#metrics.close();
    this.#release();
  }

  /** After the last write: a reader that finds the lock free reads run.json again. */
  #release(): void {
    clearInterval(this.#timer);
    if (this.#lock !== null) closeSync(this.#lock);
  }

  /** A run that isn't begun yet has trained on what its files say. */
  #refuseChange(file: string, content: string): void {
    const path = join(this.directory, file);
    if (!existsSync(path) || readFileSync(path, 'utf8') === content) return;
    throw new RunsError(
      'resume-refused',
      `${file} isn't what run ${this.id} began with, because its data, a file that it names or the code has changed; ` +
        'restore that, or train from the beginning.',
      { file, id: this.id },
    );
  }
}

function failed(message: string, details: ErrorDetails | null): Partial<RunFile> {
  return { status: 'failed', error: message, ...(details && { errorDetails: details }) };
}

function ignoringErrors(action: () => void): void {
  try {
    action();
  } catch {
    // The disk is full; the caller reports the first error.
  }
}
