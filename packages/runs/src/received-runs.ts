import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DASHBOARD_FOLDER } from './dashboard-file';
import { isMissing, isSystemError, RunsError, writeError } from './errors';
import {
  ANNOTATIONS_FILE,
  CONSOLE_FILE,
  METRICS_FILE,
  removeTemporaryFiles,
  RUN_FILE,
  STOP_FILE,
  syncFile,
  syncFolder,
  syncTree,
} from './files';
import { makeRunsFolder } from './folder';
import { parseJson, SMALL_JSON } from './json-file';
import { lockRun } from './liveness';
import { readRun } from './reader';
import { isGrowing } from './report-piece';
import { runFile } from './run-file';
import type { ReportPiece, ReportReceipt } from './report-piece';

/** Milliseconds without a report after which nobody is taken to write the run; run.json comes every 5 s. */
const SILENT_AFTER = 30_000;
/** A name that any file system takes, also after a dot. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,150}(?<!\.)$/;
/** In the dashboard's folder: who reports a run, in a file with the run's name. */
const REPORTERS_FOLDER = 'reporters';

const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** A run that is being received. */
interface Held {
  /** null on a file system without locks. */
  lock: number | null;
  /** Whether the run's process still trains. */
  isLive: boolean;
  silence: NodeJS.Timeout;
}

/**
 * Writes runs that other machines train, and that their workers report: it holds a run's lock while reports come. A run appears
 * once its run.json is complete. A piece that arrives twice changes nothing.
 */
export class ReceivedRuns {
  readonly #held = new Map<string, Held>();
  /** The end of the work on a run's pieces so far, which are taken one after the other. */
  readonly #turns = new Map<string, Promise<unknown>>();

  /** @param runsDir folder of all runs; created if missing */
  constructor(private readonly runsDir: string) {}

  /**
   * Writes a piece of a run's file.
   *
   * @throws RunsError `report-offset` if the piece doesn't begin where the file ends (with that `offset`), or if the complete
   *   file isn't what its hash says; `report-taken` if the run exists and somebody else writes or reports it;
   *   `report-deleted` if it was deleted here; `bad-report` if the name or run.json is wrong; `run-locked`; `unwritable-file`
   */
  take(id: string, piece: ReportPiece, bytes: Uint8Array): Promise<ReportReceipt> {
    const last = this.#turns.get(id) ?? Promise.resolve();
    const turn = last.catch(() => undefined).then(() => this.#take(id, piece, bytes));
    this.#turns.set(id, turn);
    const forget = () => {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    };
    turn.then(forget, forget);
    return turn;
  }

  async #take(id: string, piece: ReportPiece, bytes: Uint8Array): Promise<ReportReceipt> {
    if (!RUN_ID.test(id)) throw badReport(`${JSON.stringify(id)} can't be the name of a run`, RUN_FILE);
    try {
      const directory = this.#directoryOf(id, piece.reporter);
      const held = await this.#hold(id, directory);
      try {
        const offset = this.#write(id, directory, piece, bytes);
        return { offset, stop: held.isLive && existsSync(join(directory, STOP_FILE)) };
      } finally {
        if (!held.isLive) this.#release(id);
      }
    } catch (error) {
      if (isSystemError(error)) throw writeError(join(this.runsDir, id, piece.file), error);
      throw error;
    }
  }

  /** The run's folder: hidden until its run.json is complete. */
  #directoryOf(id: string, reporter: string): string {
    const shown = join(this.runsDir, id);
    const hidden = join(this.runsDir, `.${id}`);
    const record = join(this.runsDir, DASHBOARD_FOLDER, REPORTERS_FOLDER, id);
    const owner = contentOf(record);
    if (owner === undefined) {
      if (exists(shown)) throw taken(id);
      makeRunsFolder(this.runsDir);
      mkdirSync(hidden, { recursive: true });
      mkdirSync(dirname(record), { recursive: true });
      writeFileSync(record, reporter, { flag: 'wx' });
    } else if (owner !== reporter) throw taken(id);
    for (const directory of [shown, hidden]) if (isFolder(directory)) return directory;
    this.#release(id);
    throw new RunsError(
      'report-deleted',
      `The run ${id} has been deleted here, so it takes no more reports; restore it from the trash to go on.`,
      { id },
    );
  }

  async #hold(id: string, directory: string): Promise<Held> {
    let held = this.#held.get(id);
    if (held === undefined) {
      const lock = await lockRun(directory);
      const { run } = await readRun(directory);
      // Locked by now, so a run that its process hasn't ended is `running`.
      const isLive = run === null || run.status === 'running';
      held = { lock, isLive, silence: setTimeout(() => this.#release(id), SILENT_AFTER).unref() };
      this.#held.set(id, held);
    }
    held.silence.refresh();
    return held;
  }

  #release(id: string): void {
    const held = this.#held.get(id);
    if (!held) return;
    this.#held.delete(id);
    clearTimeout(held.silence);
    if (held.lock !== null) closeSync(held.lock);
  }

  /** @returns the byte at which the next piece must begin */
  #write(id: string, directory: string, piece: ReportPiece, bytes: Uint8Array): number {
    const path = join(directory, piece.file);
    // Created by the worker, then written by the dashboard.
    if (piece.file === ANNOTATIONS_FILE && exists(path)) return piece.size ?? 0;
    makeFolders(directory, piece.file);
    if (isGrowing(piece.file)) return append(path, piece, bytes);
    const part = join(dirname(path), `.${basename(path)}.${piece.sha256}.tmp`);
    if (!exists(part) && isComplete(path, piece)) return piece.size ?? 0;
    const size = append(part, piece, bytes);
    if (size !== piece.size) return size;
    if (piece.file === RUN_FILE) this.#publishRun(id, directory, part);
    else renameSync(part, path);
    return size;
  }

  /** Puts run.json in its place, with which the run appears, begins again or ends. */
  #publishRun(id: string, directory: string, part: string): void {
    const held = this.#held.get(id) as Held;
    const status = statusIn(part, id);
    held.isLive = status === 'running';
    if (!held.isLive) {
      // On the disk first: the sender may delete its own copy.
      syncTree(directory);
      rmSync(join(directory, STOP_FILE), { force: true });
    }
    renameSync(part, join(directory, RUN_FILE));
    const shown = join(this.runsDir, id);
    if (directory !== shown) {
      for (const file of [METRICS_FILE, CONSOLE_FILE]) closeSync(openSync(join(directory, file), 'a'));
      renameSync(directory, shown);
    }
    if (held.isLive) return;
    removeTemporaryFiles(shown);
    syncFile(join(shown, RUN_FILE));
    syncFolder(shown);
    syncFolder(this.runsDir);
  }
}

/** Appends what the file doesn't have yet; once it is complete, compares its hash. Returns its size. */
function append(
  path: string,
  { offset, cut, size: complete, sha256 }: ReportPiece,
  bytes: Uint8Array,
): number {
  // O_NONBLOCK: a named pipe in the file's place is refused instead of waited for.
  const descriptor = openSync(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw badReport('there is no file in its place', basename(path));
    const atMost = Math.min(stats.size, cut ? offset : Infinity, complete ?? Infinity);
    if (atMost < stats.size) ftruncateSync(descriptor, atMost);
    if (offset > atMost) throw wrongOffset(atMost);
    const known = atMost - offset;
    const fresh = bytes.subarray(known, complete === undefined ? undefined : complete - offset);
    if (fresh.length > 0) appendFileSync(descriptor, fresh);
    const size = atMost + fresh.length;
    if (size !== complete || hashOf(path) === sha256) return size;
    ftruncateSync(descriptor, 0);
    throw wrongOffset(0);
  } finally {
    closeSync(descriptor);
  }
}

function isComplete(path: string, { size, sha256 }: ReportPiece): boolean {
  return exists(path) && lstatSync(path).isFile() && lstatSync(path).size === size && hashOf(path) === sha256;
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Makes the folders of a run's file. No link is followed: it could lead out of the run's folder. */
function makeFolders(directory: string, file: string): void {
  const folder = dirname(file);
  if (folder === '.') return;
  makeFolders(directory, folder);
  const path = join(directory, folder);
  if (!exists(path)) mkdirSync(path);
  else if (!isFolder(path)) throw badReport('there is no folder in its place', folder);
}

/** The status in a complete run.json; the file is removed if it is wrong. */
function statusIn(part: string, id: string): string {
  try {
    const content = readFileSync(part);
    if (content.length > SMALL_JSON) throw badReport('it is too large', RUN_FILE);
    const run = parseJson(RUN_FILE, content.toString(), runFile);
    if (run.id !== id) throw badReport(`it is that of the run ${JSON.stringify(run.id)}`, RUN_FILE);
    return run.status;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function taken(id: string): RunsError {
  return new RunsError(
    'report-taken',
    `There is a run ${id} already, which this worker has not reported; rename or delete that one first.`,
    { id },
  );
}

function badReport(reason: string, file: string): RunsError {
  return new RunsError('bad-report', `The report of ${file} can't be taken: ${reason}.`, { file, reason });
}

function wrongOffset(offset: number): RunsError {
  return new RunsError('report-offset', `The file ends at byte ${offset}; go on from there.`, { offset });
}
