import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pathInRun } from './directories';
import { RunsError } from './errors';
import type { FileHandle } from 'node:fs/promises';

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/** O_NONBLOCK: should a pipe replace the file after the check, opening it doesn't wait for a writer. */
const READ = O_RDONLY | O_NONBLOCK;

/**
 * Opens a run's file for reading.
 *
 * @throws RunsError `linked-file`; `special-file` for a named pipe, socket or device, which could block or never end; a
 *   system error
 */
export async function openInRun(directory: string, file: string): Promise<FileHandle> {
  return open(checkedPath(directory, file), READ);
}

/**
 * Reads a run's file.
 *
 * @param atMost bytes
 * @throws RunsError `file-too-large`, or like `openInRun`
 */
export async function readInRun(directory: string, file: string, atMost: number): Promise<Buffer> {
  const handle = await openInRun(directory, file);
  try {
    checkSize(file, (await handle.stat()).size, atMost);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** `openInRun`, synchronously. */
export function openInRunSync(directory: string, file: string): number {
  return openSync(checkedPath(directory, file), READ);
}

/** `readInRun`, synchronously. */
export function readInRunSync(directory: string, file: string, atMost: number): Buffer {
  const descriptor = openInRunSync(directory, file);
  try {
    checkSize(file, fstatSync(descriptor).size, atMost);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a run's file for writing. A link in its place is refused, which could lead out of the run's folder, and a named pipe,
 * instead of waited for.
 *
 * @param flags such as `O_WRONLY | O_APPEND`
 * @throws a system error
 */
export function openToWrite(directory: string, file: string, flags: number): number {
  return openSync(join(directory, file), flags | O_NOFOLLOW | O_NONBLOCK);
}

/** @throws RunsError `file-too-large` */
export function checkSize(file: string, size: number, atMost: number): void {
  if (size <= atMost) return;
  throw new RunsError(
    'file-too-large',
    `${file} is larger than the ${sizeText(atMost)} that are read; put back a copy of the file or train again.`,
    { file, limit: sizeText(atMost) },
  );
}

function sizeText(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.floor(bytes / 2 ** 20)} MiB`;
}

function checkedPath(directory: string, file: string): string {
  const path = pathInRun(directory, file);
  const stats = statSync(path);
  if (stats.isFile() || stats.isDirectory()) return path;
  throw new RunsError(
    'special-file',
    `${file} is a named pipe, a socket or a device instead of a file; remove it.`,
    { file },
  );
}
