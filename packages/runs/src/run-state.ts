import { closeSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkMetricNames } from './check-metric-names';
import { DiskSync } from './disk-sync';
import { detailsOf, isOutOfSpace, runGone, RunsError, writeError } from './errors';
import { failed, removeRemains } from './failed-run';
import { HISTOGRAMS_FILE, makeFolder, METRICS_FILE, replaceFile, RUN_FILE } from './files';
import { HistogramsFile } from './histograms-file';
import { ignoringErrors } from './ignoring-errors';
import { stringify } from './json';
import { MetricsFile } from './metrics-file';
import { Resources } from './resources';
import { assertUnchanged, resumedRun } from './resumed-run';
import { StopFile } from './stop-file';
import { Summary } from './summary';
import type { HistogramLine } from './histograms';
import type { MetricLine } from './lines';
import type { ResumePoint } from './resumed-run';
import type { RunFile } from './run-file';
import type { RunUpdate } from './run-values';

/** Milliseconds, well below the 200 ms within which a line must reach the file. */
const FLUSH_EVERY = 100;
/** Milliseconds. */
const HEARTBEAT_EVERY = 5_000;
/** Milliseconds after which it is noticed, at most, that someone asks for the end. */
const LOOK_EVERY = 500;
/** Bytes that a file system allocates at a time. */
const BLOCK = 4096;

/** Files open from the run's start to its end. */
export interface Descriptors {
  metrics: number;
  /** null on a file system without locks. */
  lock: number | null;
}

/** Where a run that is opened continues, and the summary of its metrics up to there. */
export type OpenedAt = ResumePoint & { summary: Summary };

/**
 * A run in progress: run.json, metrics.jsonl and histograms.jsonl, which are written as time passes, and the run's end, also by a failed write.
 * Methods throw what those of `RunWriter` throw.
 */
export class RunState {
  readonly metrics: MetricsFile;
  readonly histograms: HistogramsFile;
  readonly disk: DiskSync;
  /** Of the phase, in Unix milliseconds. */
  expectedEnd?: number;
  /** Length of metrics.jsonl in the newest checkpoint, which needs that much of it. */
  checkpointBytes: number;
  /** Set until a resumed run begins. */
  #resume?: ResumePoint;
  #run: RunFile;
  #failure: RunsError | null = null;
  readonly #summary: Summary;
  readonly #resources: Resources;
  readonly #stop: StopFile;
  readonly #lock: Descriptors['lock'];
  readonly #timer = setInterval(() => this.#tickInBackground(), FLUSH_EVERY).unref();
  #flushedAt = performance.now();
  #savedAt = performance.now();
  #lookedAt = performance.now();

  constructor(
    readonly directory: string,
    run: RunFile,
    { metrics, lock }: Descriptors,
    onStop: (() => void) | undefined,
    resume?: OpenedAt,
  ) {
    this.#run = run;
    this.#summary = resume?.summary ?? new Summary(run.metricInfo);
    this.#resources = new Resources(run.resources);
    this.#stop = new StopFile(directory, onStop);
    this.#lock = lock;
    this.#resume = resume;
    this.checkpointBytes = resume?.bytes ?? 0;
    this.metrics = new MetricsFile(directory, metrics);
    this.histograms = new HistogramsFile(directory);
    this.disk = new DiskSync(directory);
  }

  /** run.json as it will be written next. */
  get run(): RunFile {
    return this.#run;
  }

  /** The same in one line. */
  get json(): string {
    return stringify(this.#run);
  }

  /** Where a run that was opened, but not begun, continues. */
  get resume(): ResumePoint | undefined {
    return this.#resume;
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  get hasEnded(): boolean {
    return this.hasFailed || this.#run.status !== 'running';
  }

  assertRunning(): void {
    if (this.#failure) throw this.#failure;
    if (this.#run.status !== 'running' && !this.#resume) {
      const { id } = this.#run;
      throw new RunsError('run-ended', `Run ${id} has ended; it takes no more data.`, { id });
    }
  }

  /** Begins a run that was opened: `prepare` removes what the last process has left, then run.json notes the resume. */
  begin(at: string, from: ResumePoint, prepare: () => void): void {
    this.attempt(METRICS_FILE, prepare);
    this.#resume = undefined;
    this.#run = resumedRun(this.#run, at, from);
    this.#save();
  }

  /** Adds a line to metrics.jsonl, and to the summary. */
  append(line: MetricLine): void {
    this.assertRunning();
    this.#summary.add(line);
    this.metrics.add(line);
    this.#tick();
  }

  /** Adds a line to histograms.jsonl. */
  appendHistograms(line: HistogramLine): void {
    this.assertRunning();
    this.histograms.add(line);
    this.#tick();
  }

  /** Sets fields of run.json. */
  update(changes: RunUpdate): void {
    this.assertRunning();
    checkMetricNames(changes.metricInfo);
    if (changes.metricInfo) this.#summary.infos = changes.metricInfo;
    this.#run = { ...this.#run, ...changes };
    this.#save();
  }

  /** Writes a file of the run whole. */
  replace(file: string, content: string): void {
    this.assertRunning();
    if (this.#resume) assertUnchanged(this.directory, this.#run.id, file, content);
    this.attempt(file, () => {
      // Not the run's folder itself, which would come back if it was deleted.
      if (dirname(file) !== '.') makeFolder(this.directory, dirname(file));
      replaceFile(join(this.directory, file), content);
    });
    this.disk.add(file);
  }

  flush(): void {
    this.#flushedAt = performance.now();
    this.attempt(METRICS_FILE, () => this.metrics.flush());
    this.attempt(HISTOGRAMS_FILE, () => {
      if (this.histograms.flush()) this.disk.add(HISTOGRAMS_FILE);
    });
  }

  /** Does what writes `file`; its error ends the run. */
  attempt(file: string, write: () => void): void {
    try {
      write();
    } catch (error) {
      throw this.giveUp(file, error);
    }
  }

  /**
   * Ends the run after a failed write, as far as the disk still allows; returns the error to throw. A run that was opened, but
   * not begun, stays as it was.
   */
  giveUp(file: string, error: unknown): RunsError {
    if (this.#failure) return this.#failure;
    this.#failure = this.metrics.isInPlace()
      ? writeError(join(this.directory, file), error)
      : runGone(this.directory);
    if (this.#resume) {
      this.#close();
      return this.#failure;
    }
    this.#run = {
      ...this.#run,
      ...failed(this.#failure.message, detailsOf(this.#failure)),
      phase: null,
      endedAt: new Date().toISOString(),
    };

    ignoringErrors(() => {
      // For run.json.
      if (!removeRemains(this.directory, dirname(file)) && isOutOfSpace(error))
        this.metrics.free(Buffer.byteLength(this.json) + BLOCK, this.checkpointBytes);
    });
    // Frees a descriptor for run.json, should the process have no other.
    this.metrics.close();
    ignoringErrors(() => {
      const runFile = join(this.directory, RUN_FILE);
      if (existsSync(runFile)) replaceFile(runFile, this.json);
    });
    this.#release();
    return this.#failure;
  }

  /** Ends the run with these fields of run.json. */
  end(changes: Partial<RunFile>): void {
    // A run that was opened, but not begun, stays as it was.
    if (this.#resume) return this.#close();
    this.assertRunning();
    this.flush();
    this.#run = { ...this.#run, ...changes, phase: null, endedAt: new Date().toISOString() };
    this.#save();
    this.#close();
  }

  /** Ends the run without writing anything more. */
  abandon(): void {
    this.#run = { ...this.#run, status: 'failed' };
    this.#close();
  }

  // Called by the timer and for every line, because training may block the event loop and its timers.
  #tick(): void {
    const now = performance.now();
    if (now - this.#flushedAt >= FLUSH_EVERY) this.flush();
    if (now - this.#lookedAt >= LOOK_EVERY) {
      this.#lookedAt = now;
      this.#stop.look();
    }
    if (now - this.#savedAt >= HEARTBEAT_EVERY) this.#save();
  }

  #tickInBackground(): void {
    try {
      this.#tick();
    } catch {
      // The next call throws the error.
    }
  }

  #save(): void {
    this.#savedAt = performance.now();
    if (this.#resume) return;
    const { phase } = this.#run;
    const expectedEndAt = this.expectedEnd === undefined ? null : new Date(this.expectedEnd).toISOString();
    this.#run = {
      ...this.#run,
      heartbeatAt: new Date().toISOString(),
      phase: phase && { ...phase, expectedEndAt },
      summary: this.#summary.toJSON(),
      resources: this.#resources.sample(),
    };
    this.attempt(RUN_FILE, () => {
      if (!this.metrics.isInPlace()) throw runGone(this.directory);
      replaceFile(join(this.directory, RUN_FILE), this.json);
    });
    this.disk.add(RUN_FILE);
  }

  #close(): void {
    this.metrics.close();
    this.#release();
  }

  /** After the last write: a reader that finds the lock free reads run.json again. */
  #release(): void {
    clearInterval(this.#timer);
    if (this.#lock !== null) closeSync(this.#lock);
  }
}
