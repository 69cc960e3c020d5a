import { UserError } from '@rnn-lab/errors';
import {
  isGrowing,
  isReported,
  METRICS_FILE,
  PIECE_BYTES,
  readRun,
  requestStop,
  RUN_FILE,
} from '@rnn-lab/runs';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Phase, ReportPiece, RunFile } from '@rnn-lab/runs';
import type { DashboardClient } from './dashboard-client';

/** How often a complete file may differ from what arrived; it is sent again from the beginning. */
const MOST_REPEATS = 3;

const BEFORE_TRAINING: readonly Phase['name'][] = ['loading', 'tokenizing'];

/** Copies a run to a dashboard while it is trained. */
export class RunMirror {
  /** Of the files that were sent completely. */
  readonly #versions = new Map<string, string>();
  /** Where the dashboard's copies of growing files end. */
  readonly #ends = new Map<string, number>();
  /** Resumes of the run that the dashboard's metrics.jsonl accounts for. */
  #resumes = 0;

  constructor(
    private readonly id: string,
    /** The run's folder. */
    private readonly directory: string,
    private readonly reporter: string,
    private readonly client: DashboardClient,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Sends what has changed.
   *
   * @returns whether the run has ended, and the dashboard has all of it
   * @throws like `DashboardClient.send`
   */
  async sync(): Promise<boolean> {
    const { run } = await readRun(this.directory);
    if (!run) return !existsSync(this.directory);
    const isLive = run.status === 'running';
    // A run whose input is refused before it trains leaves nothing.
    if (isLive && run.phase !== null && BEFORE_TRAINING.includes(run.phase.name)) return false;
    const files = (await this.#files()).filter((file) => file !== RUN_FILE);
    if (isLive) {
      await this.#sendCut(run.resumes);
      // First, so that the run appears. The model and the predictions wait for the end.
      await this.#sendRunning();
      for (const file of files.filter((name) => !name.includes('/'))) {
        await (isGrowing(file) ? this.#append(file) : this.#sendComplete(file));
      }
    } else {
      for (const file of [...files, RUN_FILE]) await this.#sendComplete(file);
    }
    return !isLive;
  }

  /** Names of the files to report. */
  async #files(): Promise<string[]> {
    const entries = await readdir(this.directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.directory, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .filter(isReported);
  }

  /** A resume has cut metrics.jsonl: readers must see that before they see what follows. */
  async #sendCut(resumes: RunFile['resumes']): Promise<void> {
    const newer = resumes.slice(this.#resumes);
    if (newer.length > 0) {
      const offset = Math.min(...newer.map(({ bytes }) => bytes));
      this.#ends.set(METRICS_FILE, (await this.#send({ file: METRICS_FILE, offset, cut: true })).offset);
    }
    this.#resumes = resumes.length;
  }

  /** Sends run.json, unless the run has just ended: the other files must be there first. */
  async #sendRunning(): Promise<void> {
    const content = await readFile(join(this.directory, RUN_FILE));
    if ((JSON.parse(content.toString()) as RunFile).status === 'running')
      await this.#sendComplete(RUN_FILE, content);
  }

  /** Sends what has been appended to a file. */
  async #append(file: string): Promise<void> {
    const handle = await open(join(this.directory, file));
    try {
      const { size } = await handle.stat();
      for (let offset = this.#ends.get(file) ?? 0; offset < size;) {
        const length = Math.min(PIECE_BYTES, size - offset);
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
        if (bytesRead === 0) return;
        offset = (await this.#send({ file, offset }, buffer.subarray(0, bytesRead))).offset;
        this.#ends.set(file, offset);
      }
    } finally {
      await handle.close();
    }
  }

  /** Sends a file that doesn't change any more, or is replaced when it does. */
  async #sendComplete(file: string, read?: Buffer): Promise<void> {
    const path = join(this.directory, file);
    const { ino, size, mtimeMs } = await stat(path);
    const version = `${ino}:${size}:${mtimeMs}`;
    if (this.#versions.get(file) === version) return;
    const content = read ?? (await readFile(path));
    const whole = { file, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    let offset = Math.min(this.#ends.get(file) ?? 0, content.length);
    for (let repeats = 0; ;) {
      const answer = await this.#send({ ...whole, offset }, content.subarray(offset, offset + PIECE_BYTES));
      offset = answer.offset;
      if (answer.isTaken && offset === content.length) break;
      if (!answer.isTaken && ++repeats > MOST_REPEATS) throw new Error(`${file} arrives damaged`);
    }
    this.#versions.set(file, version);
    if (isGrowing(file)) this.#ends.set(file, content.length);
  }

  /** @returns where the next piece begins; not `isTaken` if this one didn't begin there, or the complete file is wrong */
  async #send(
    piece: Omit<ReportPiece, 'reporter'>,
    bytes: Uint8Array = new Uint8Array(),
  ): Promise<{ offset: number; isTaken: boolean }> {
    try {
      const whole = { ...piece, reporter: this.reporter };
      const { offset, stop } = await this.client.send(this.id, whole, bytes, this.signal);
      // Rejects if the run has ended by now.
      if (stop) await requestStop(this.directory).catch(() => undefined);
      return { offset, isTaken: true };
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'report-offset') throw error;
      return { offset: Number(error.values.offset), isTaken: false };
    }
  }
}
