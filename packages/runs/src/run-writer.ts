import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Checkpoints } from './checkpoints';
import { ConsoleLog } from './console-log';
import { isSystemError } from './errors';
import { failed } from './failed-run';
import {
  CONSOLE_FILE,
  DATA_FILE,
  fileOfModel,
  HISTOGRAMS_FILE,
  HOLDOUT_FOLDER,
  makeFolder,
  memberFolder,
  MEMBERS_FOLDER,
  MEMORY_FILE,
  METRICS_FILE,
  MODEL_CARD_FILE,
  MODEL_FILE,
  MODEL_FOLDER,
  PREDICTIONS_FOLDER,
  predictionsFile,
  PREPROCESSING_FILE,
  removeTemporaryFiles,
  replaceFileByChunks,
  RUN_FILE,
  VOCABULARY_FILE,
} from './files';
import { ignoringErrors } from './ignoring-errors';
import { stringify } from './json';
import { writeModel } from './model-artifacts';
import type { MemberModel } from './member-model';
import { modelCard } from './model-card';
import { predictionChunks } from './prediction-chunks';
import { completePreprocessing } from './preprocessing';
import { RunState } from './run-state';
import type { DataSummary } from './data-summary';
import type { ModelFolder } from './files';
import type { HistogramLine } from './histograms';
import type { PredictionLine } from './lines';
import type { Memory } from './memory';
import type { ModelArtifacts, SaveResult } from './model-artifacts';
import type { Split } from './names';
import type { PreprocessingInput } from './preprocessing';
import type { ErrorDetails, Phase, RunFile } from './run-file';
import type { Descriptors, OpenedAt } from './run-state';
import type { EpochValues, Outcome, RunUpdate, StepValues } from './run-values';

/**
 * Writes one run, from `createRun` or `openRun` until `finish`, `fail` or `interrupt`.
 *
 * Every method throws a `RunsError`: `unwritable-file` if a file can't be written or an earlier write failed, also one in
 * the background; `run-gone` if the run's folder was deleted, moved or replaced; `run-ended` if the run has ended. A failed
 * write ends the run: its status becomes `failed` if that can still be written, and no partial file is left.
 */
export class RunWriter {
  readonly id: string;
  readonly #state: RunState;
  readonly #checkpoints: Checkpoints;
  readonly #console: ConsoleLog;
  /** What was printed before a resumed run begins. */
  #printed: string[] = [];

  /** @internal Use `createRun` or `openRun`. */
  constructor(
    /** The run's folder, absolute. */
    readonly directory: string,
    run: RunFile,
    descriptors: Descriptors,
    onStop: (() => void) | undefined,
    resume?: OpenedAt,
  ) {
    this.id = run.id;
    this.#state = new RunState(directory, run, descriptors, onStop, resume);
    this.#checkpoints = new Checkpoints(directory);
    this.#console = new ConsoleLog(directory);
  }

  /**
   * Begins to write a run that `openRun` has opened: cuts metrics.jsonl and histograms.jsonl to the checkpoint, notes that in
   * run.json, and removes what the last process has left. Does nothing otherwise.
   */
  async begin(): Promise<void> {
    const from = this.#state.resume;
    if (!from) return;
    await this.#checkpoints.removeDamaged(from.bytes);
    const at = new Date().toISOString();
    this.#state.begin(at, from, () => {
      removeTemporaryFiles(this.directory);
      this.#state.metrics.truncate(from.bytes);
      this.#state.attempt(HISTOGRAMS_FILE, () => this.#state.histograms.cutAfter(from.step));
      this.#console.create();
    });
    this.log(`--- Resumed at ${at}, after step ${from.step} ---`);
    for (const text of this.#printed.splice(0)) this.log(text);
  }

  /**
   * Saves what the training continues from, together with metrics.jsonl and histograms.jsonl as they are when this is
   * called. Those and the files that a resume compares or keeps are on the disk when it resolves: without run.json, a
   * checkpoint is worth nothing. The model and the predictions, which a resume writes again, are left to `finish`.
   *
   * @param step the last one in metrics.jsonl
   * @throws RunsError `unwritable-checkpoint`; that doesn't end the run
   */
  async saveCheckpoint(step: number, content: unknown): Promise<void> {
    const { metrics, disk } = this.#state;
    this.#state.assertRunning();
    this.#state.flush();
    const bytes = metrics.size;
    await metrics.sync().catch((error: unknown) => {
      throw this.#state.giveUp(METRICS_FILE, error);
    });
    this.#state.attempt(RUN_FILE, () => disk.sync());
    await this.#checkpoints.save({ step, bytes, content });
    this.#state.checkpointBytes = bytes;
  }

  /** Whether anything is written: false between `openRun` and `begin`. */
  get begun(): boolean {
    return this.#state.resume === undefined;
  }

  /** The current run.json, in one line. */
  get json(): string {
    return this.#state.json;
  }

  /** Appends a step's values to metrics.jsonl; cheap enough for thousands of calls per second. */
  step(values: StepValues): void {
    this.#state.append({ kind: 'step', split: 'train', time: Date.now(), ...values });
  }

  /** Appends a step's histograms to histograms.jsonl. */
  histograms(line: HistogramLine): void {
    this.#state.appendHistograms(line);
  }

  /** Appends a split's means at an epoch's end to metrics.jsonl. */
  epoch(values: EpochValues): void {
    this.#state.append({ kind: 'epoch', time: Date.now(), ...values });
  }

  /**
   * Appends a line that the command printed, or a text of several, to console.log. Also takes lines after the run's end, such
   * as why it failed; they are left out if they can't be written.
   */
  log(text: string): void {
    if (this.#state.resume) this.#printed.push(text);
    else if (this.#state.hasEnded) ignoringErrors(() => this.#console.append(text));
    else {
      this.#state.attempt(CONSOLE_FILE, () => this.#console.append(text));
      this.#state.disk.add(CONSOLE_FILE);
    }
  }

  /** Sets the phase in run.json. */
  enter(name: Phase['name']): void {
    this.#state.expectedEnd = undefined;
    this.update({ phase: { name, startedAt: new Date().toISOString(), expectedEndAt: null } });
  }

  /** Sets when the phase is likely to end, in Unix milliseconds, if that is known; run.json has it with the next heartbeat. */
  expectEnd(time: number | undefined): void {
    this.#state.expectedEnd = time;
  }

  /** Notes in run.json that the model is judged on a split. `validated`: so it was during the training. */
  evaluates(split: Split, { validated = false } = {}): void {
    const { evaluations } = this.#state.run;
    const at = new Date().toISOString();
    this.#state.update({ evaluations: [...evaluations, { split, at, validated }] });
  }

  /**
   * Sets fields of run.json.
   *
   * @throws RunsError `metric-name` if a metric can't have its name
   */
  update(changes: RunUpdate): void {
    this.#state.update(changes);
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
    this.#state.assertRunning();
    const file = predictionsFile(split);
    try {
      makeFolder(this.directory, PREDICTIONS_FOLDER);
      const chunks = predictionChunks(file, this.#state.run, rows, () => this.#state.assertRunning());
      await replaceFileByChunks(join(this.directory, file), chunks);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw this.#state.giveUp(file, error);
    }
  }

  /** Writes preprocessing.json to the model's folder; omitted fields become null. */
  writePreprocessing(preprocessing: PreprocessingInput, folder: ModelFolder = MODEL_FOLDER): void {
    const file = fileOfModel(PREPROCESSING_FILE, folder);
    this.#state.replace(file, stringify(completePreprocessing(preprocessing)));
  }

  /** Writes vocabulary.json to the model's folder: the words in the order of their ranks, from 1. */
  writeVocabulary(words: readonly string[], folder: ModelFolder = MODEL_FOLDER): void {
    this.#state.replace(fileOfModel(VOCABULARY_FILE, folder), stringify(words));
  }

  /** Writes memory.json. */
  writeMemory(memory: Memory): void {
    this.#state.replace(MEMORY_FILE, stringify(memory));
  }

  /** Writes data.json. */
  writeData(summary: DataSummary): void {
    this.#state.replace(DATA_FILE, stringify(summary));
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

  /** Writes a member of an ensemble to its folder in model/members. */
  writeMember(name: string, { artifacts, preprocessing, vocabulary }: MemberModel): void {
    const folder = memberFolder(name);
    this.#state.attempt(MEMBERS_FOLDER, () => writeModel(this.directory, artifacts, folder));
    this.writePreprocessing(preprocessing, folder);
    this.writeVocabulary(vocabulary, folder);
  }

  /** Writes the model card, ends the run as finished, and removes its checkpoints once all else is on the disk. */
  finish(outcome: Outcome): void {
    this.#state.assertRunning();
    if (existsSync(join(this.directory, MODEL_FILE))) this.#writeCard(outcome);
    this.#state.flush();
    this.#state.attempt(MODEL_FILE, () => this.#state.disk.syncAll());
    this.#state.end({ ...outcome, status: 'finished' });
    ignoringErrors(() => {
      this.#state.disk.sync();
      this.#checkpoints.remove();
    });
  }

  /** Ends the run as failed; `message` is the reason. Does nothing if a failed write has ended the run. */
  fail(message: string, details: ErrorDetails | null = null): void {
    if (!this.#state.hasFailed) this.#state.end(failed(message, details));
  }

  /** Ends the run as interrupted. Does nothing if a failed write has ended the run. */
  interrupt(): void {
    if (!this.#state.hasFailed) this.#state.end({ status: 'interrupted' });
  }

  /** Removes the run, whose input was refused before there was anything to train. */
  discard(): void {
    if (this.#state.hasEnded) return;
    const hidden = join(dirname(this.directory), `.${this.id}`);
    const isOurs = this.#state.metrics.isInPlace();
    this.#state.abandon();
    if (!isOurs) return;
    // Hidden first: no reader sees a part of it. What can't be removed shows as stopped.
    ignoringErrors(() => {
      renameSync(this.directory, hidden);
      rmSync(hidden, { recursive: true, force: true });
    });
  }

  #writeCard(outcome: Outcome): void {
    const readsText = [VOCABULARY_FILE, MEMBERS_FOLDER].some((name) =>
      existsSync(join(this.directory, name)),
    );
    this.#state.replace(MODEL_CARD_FILE, modelCard({ ...this.#state.run, ...outcome }, { readsText }));
  }

  async #saveModel(artifacts: ModelArtifacts, folder: ModelFolder): Promise<SaveResult> {
    this.#state.assertRunning();
    this.#state.attempt(fileOfModel(MODEL_FILE, folder), () => writeModel(this.directory, artifacts, folder));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }
}
