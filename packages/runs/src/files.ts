import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export const RUN_FILE = 'run.json';
export const ANNOTATIONS_FILE = 'annotations.json';
export const METRICS_FILE = 'metrics.jsonl';
/** How weights and gradients are distributed, if that was asked for. */
export const HISTOGRAMS_FILE = 'histograms.jsonl';
/** What the data set looks like. */
export const DATA_FILE = 'data.json';
/** What the command printed. */
export const CONSOLE_FILE = 'console.log';
/** Locked by the process that writes the run, see `isLive`. */
export const LOCK_FILE = 'lock';
/** Asks the writer to end the run. */
export const STOP_FILE = 'stop';
export const MODEL_FOLDER = 'model';
/** In the model's folder: the model that the hold-out was forecast with, with files of the same names. */
export const HOLDOUT_FOLDER = 'model/holdout';
/** In an ensemble's model folder: a folder per member, with files of the same names. */
export const MEMBERS_FOLDER = 'model/members';
export type ModelFolder = typeof MODEL_FOLDER | typeof HOLDOUT_FOLDER | `${typeof MEMBERS_FOLDER}/${string}`;
export const MODEL_FILE = 'model/model.json';
export const WEIGHTS_FILE = 'model/weights.bin';
export const MODEL_CARD_FILE = 'model/README.md';
export const PREPROCESSING_FILE = 'model/preprocessing.json';
export const VOCABULARY_FILE = 'model/vocabulary.json';
export const PREDICTIONS_FOLDER = 'predictions';
/** How far back a network remembers, if that is measured. */
export const MEMORY_FILE = 'memory.json';
export const CHECKPOINT_FOLDER = 'checkpoint';

/** The folder of an ensemble's member. */
export function memberFolder(name: string): ModelFolder {
  return `${MEMBERS_FOLDER}/${name}`;
}

/** A model's file, such as `MODEL_FILE`, in that folder. */
export function fileOfModel(file: string, folder: ModelFolder): string {
  return `${folder}/${basename(file)}`;
}

/** Where a split's predictions are, in the run's folder. */
export function predictionsFile(split: string): string {
  return `${PREDICTIONS_FOLDER}/${split}.jsonl`;
}

// Not npm's write-file-atomic: it ignores short writes and is ended by SIGXFSZ, so a full disk would go unnoticed.

/**
 * Replaces a file atomically: a reader sees the old content or the new, and a failure keeps the old. Its folder must exist:
 * made here, a run's folder that was deleted while the run is written would come back.
 */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const temporary = temporaryName(file);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** `replaceFile` for content in chunks. */
export async function replaceFileByChunks(file: string, chunks: AsyncIterable<string>): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await writeFile(temporary, chunks);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a folder in a run's folder, and those that it is in, unless they exist. A link in their place is refused: it could
 * lead out of the run.
 */
export function makeFolder(directory: string, folder: string): void {
  if (dirname(folder) !== '.') makeFolder(directory, dirname(folder));
  const path = join(directory, folder);
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !lstatSync(path).isDirectory()) throw error;
  }
}

/** Writes all files in a folder to the disk. A file that was replaced or removed meanwhile is no error, nor is a missing folder. */
export function syncTree(folder: string): void {
  ignoringMissing(() => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) syncTree(path);
      else if (entry.isFile()) syncFile(path);
    }
    syncFolder(folder);
  });
}

/** Writes a folder's entries to the disk. Windows can't, and does so itself. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncFile(folder);
}

/** Writes a file to the disk, unless it is missing. */
export function syncFile(file: string): void {
  ignoringMissing(() => {
    // Windows syncs only what is open for writing.
    const descriptor = openSync(file, process.platform === 'win32' ? 'r+' : 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Removes what a killed process has left of files that it was replacing. */
export function removeTemporaryFiles(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && /^\..*\.tmp$/.test(entry.name)) rmSync(join(entry.parentPath, entry.name));
  }
}

function ignoringMissing(action: () => void): void {
  try {
    action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function temporaryName(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.tmp`);
}
