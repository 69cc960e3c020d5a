import { UserError } from '@rnn-lab/errors';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readKerasCsv } from './keras-csv';
import { isEventFile, logFolder, readTensorBoardLog } from './tensorboard-log';
import type { Log } from './log';

/**
 * Reads the logs that paths name: event files of TensorBoard, folders with some at any depth, and logs of Keras's CSVLogger.
 *
 * @param paths absolute
 * @throws UserError `no-log`, `unreadable-log`, or another code if a log is refused
 */
export async function readLogs(paths: readonly string[]): Promise<Log[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const found = await readingLog(path, () => filesOf(path));
    if (found.length === 0) throw withoutLog(path);
    for (const file of found) files.add(file);
  }

  const logs: Log[] = [];
  for (const [path, parts] of byLog(files)) {
    const read = parts === null ? () => readKerasCsv(path) : () => readTensorBoardLog(path, parts);
    logs.push(await readingLog(path, read));
  }
  return logs;
}

/** A file itself; the event files in a folder, by name. */
function filesOf(path: string): string[] {
  const real = realpathSync(path);
  if (!statSync(real).isDirectory()) return [real];
  const entries = readdirSync(real, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter(isEventFile).sort();
}

/** The event files of each log, by its folder; null for a log of CSVLogger, by its file. */
function byLog(files: Iterable<string>): Map<string, string[] | null> {
  const logs = new Map<string, string[] | null>();
  for (const file of files) {
    if (!isEventFile(file)) logs.set(file, null);
    else logs.set(logFolder(file), [...(logs.get(logFolder(file)) ?? []), file]);
  }
  return logs;
}

async function readingLog<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('syscall' in error)) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file or folder' : message;
    throw new UserError(
      'unreadable-log',
      `${path} can't be read: ${reason}.`,
      { file: path },
      { cause: error },
    );
  }
}

function withoutLog(path: string): UserError {
  return new UserError(
    'no-log',
    `${path} has no event file of TensorBoard (with tfevents in its name); name a folder with some, or a log of Keras's CSVLogger.`,
    { file: path },
  );
}
