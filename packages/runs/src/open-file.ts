import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pathInRun } from './directories';
import { RunsError } from './errors';
import type { FileHandle } from 'node:fs/promises';

/**
 * Opens a run's file for reading.
 *
 * @throws RunsError `linked-file`; `special-file` for a named pipe, socket or device, which could block or never end; a
 *   system error
 */
export async function openInRun(directory: string, file: string): Promise<FileHandle> {
  const path = pathInRun(directory, file);
  const stats = await stat(path);
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new RunsError(
      'special-file',
      `${file} is a named pipe, a socket or a device, not a file; remove it.`,
      {
        file,
      },
    );
  }
  // O_NONBLOCK: should a pipe replace the file right now, opening it doesn't wait for a writer.
  return open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
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
    const { size } = await handle.stat();
    if (size > atMost) throw tooLarge(file, size, atMost);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

export function tooLarge(file: string, size: number, atMost: number): RunsError {
  const [has, limit] = [size, atMost].map((bytes) => `${Math.ceil(bytes / 2 ** 20)} MiB`);
  return new RunsError(
    'file-too-large',
    `${file} has ${has}, more than the ${limit} that are read; put back a copy of the file or train again.`,
    { file, size: has, limit },
  );
}
