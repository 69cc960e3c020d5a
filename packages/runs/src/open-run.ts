import { closeSync, constants, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Checkpoints } from './checkpoints';
import { isMissing, isSystemError, readError, runLocked, RunsError, writeError } from './errors';
import { fileLines } from './file-lines';
import { LOCK_FILE, METRICS_FILE, RUN_FILE, STOP_FILE } from './files';
import { readJson } from './json-file';
import { parseMetricLine } from './lines';
import { isLiveWhenWatched, lockRun } from './liveness';
import { openInRun, openInRunSync, openToWrite } from './open-file';
import { runFile } from './run-file';
import { RunWriter } from './run-writer';
import { Summary } from './summary';
import type { RunCheckpoint } from './checkpoints';
import type { RunFile } from './run-file';

const { O_WRONLY, O_APPEND, O_CREAT } = constants;

/** An unfinished run that can be continued. */
export interface OpenedRun {
  /** run.json as it is. */
  run: RunFile;
  /** The newest intact checkpoint; null if there is none, so that training begins again. */
  checkpoint: RunCheckpoint | null;
  /** Names of newer checkpoints, which are damaged. */
  damaged: string[];
  /** Writes nothing before `begin`. */
  writer: RunWriter;
}

/**
 * Opens a run to continue it, and locks it. Nothing else is written before `writer.begin`; an old file `stop` is removed.
 *
 * @param onStop like that of `createRun`
 * @throws RunsError `run-finished`, `run-locked` if another process writes it, or others if a file can't be read
 */
export async function openRun(directory: string, onStop?: () => void): Promise<OpenedRun> {
  const lock = await takeLock(directory);
  try {
    const run = await readUnfinished(directory);
    const damaged: string[] = [];
    const size = await sizeOfMetrics(directory);
    const checkpoint = await new Checkpoints(directory).newest(size, (file) => damaged.push(file));
    const from = { step: checkpoint?.step ?? 0, bytes: checkpoint?.bytes ?? 0 };
    const summary = summaryOf(directory, run, from.bytes);
    // It asked the process before to end.
    rmSync(join(directory, STOP_FILE), { force: true, recursive: true });
    const metrics = openMetrics(directory);
    const writer = new RunWriter(resolve(directory), run, { metrics, lock }, onStop, { ...from, summary });
    return { run, checkpoint, damaged, writer };
  } catch (error) {
    if (lock !== null) closeSync(lock);
    throw error;
  }
}

async function readUnfinished(directory: string): Promise<RunFile> {
  const id = basename(resolve(directory));
  const run = { ...(await readJson(directory, RUN_FILE, runFile)), id };
  if (run.status !== 'finished' && run.status !== 'duplicate') return run;
  throw new RunsError('run-finished', `Run ${id} is finished, so there is nothing to resume.`, { id });
}

async function takeLock(directory: string): Promise<number | null> {
  // Before the lock file is made: a run without one shows by its changes that it is written.
  const { status } = await readUnfinished(directory);
  if (status === 'running' && (await isLiveWhenWatched(directory))) throw runLocked(directory);
  return lockRun(directory).catch((error: unknown) => {
    throw isSystemError(error) ? writeError(join(directory, LOCK_FILE), error) : error;
  });
}

function openMetrics(directory: string): number {
  try {
    return openToWrite(directory, METRICS_FILE, O_WRONLY | O_APPEND | O_CREAT);
  } catch (error) {
    throw writeError(join(directory, METRICS_FILE), error);
  }
}

/** Bytes; 0 if the file is missing. */
async function sizeOfMetrics(directory: string): Promise<number> {
  try {
    const handle = await openInRun(directory, METRICS_FILE);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return 0;
    throw readError(METRICS_FILE, error);
  }
}

/** The summary of the first bytes of metrics.jsonl. */
function summaryOf(directory: string, { metricInfo }: RunFile, bytes: number): Summary {
  const summary = new Summary(metricInfo);
  if (bytes === 0) return summary;
  const descriptor = openInRunSync(directory, METRICS_FILE);
  try {
    for (const { text } of fileLines(descriptor, bytes)) {
      const line = parseMetricLine(text);
      if (line) summary.add(line);
    }
  } catch (error) {
    throw readError(METRICS_FILE, error);
  } finally {
    closeSync(descriptor);
  }
  return summary;
}
