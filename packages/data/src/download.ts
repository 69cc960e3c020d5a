import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';

import { DataError } from './errors';
import { fetchRest, Interruption, Unavailable, WrongFile } from './fetch-rest';
import type { Source } from './fetch-rest';
import { pause } from './pause';

export interface DownloadProgress {
  /** The file's path in the data folder, such as `imdb/imdb.npz`. */
  path: string;
  bytes: number;
  total: number;
}

/** The unfinished download of a file. An interrupted one is kept, and resumed next time. */
export function partOf(target: string): string {
  return `${target}.part`;
}

/** In bytes; 0 if there is no such file. */
export async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/**
 * Downloads the official file, resuming an earlier download. The target is published atomically.
 *
 * @returns the content
 * @throws DataError `file-unavailable`, `wrong-file` {file, address}; `unwritable-file` {file, errno, reason}
 */
export async function download(source: Source, target: string): Promise<Buffer> {
  const part = partOf(target);
  try {
    const content = await fetchOfficial(source, part);
    await rename(part, target);
    return content;
  } catch (error) {
    if (!isDiskError(error)) {
      throw error;
    }
    await rm(part, { force: true });
    throw new DataError(
      'unwritable-file',
      `${target} can't be written (${error.message}): free some space, or choose another folder.`,
      { file: target, errno: error.code ?? '', reason: error.message },
      { cause: error },
    );
  }
}

async function fetchOfficial(source: Source, part: string): Promise<Buffer> {
  const hadLeftover = (await sizeOf(part)) > 0;
  try {
    return await fetchWhole(source, part);
  } catch (error) {
    if (!(error instanceof WrongFile)) {
      throw error;
    }
    await rm(part, { force: true });
    // The first part may be from an earlier run and another source: try once more from the start.
    if (hadLeftover) {
      return fetchOfficial(source, part);
    }
    throw error;
  }
}

async function fetchWhole(source: Source, part: string): Promise<Buffer> {
  const { official, signal, patience } = source;
  let have = await sizeOf(part);
  let furthest = have;
  let failures = 0;
  while (have !== official.bytes) {
    try {
      await fetchRest(source, part, have);
      have = official.bytes;
    } catch (error) {
      if (!(error instanceof Interruption)) {
        throw error;
      }
      have = await sizeOf(part);
      const gotFurther = have >= furthest + patience.progressBytes;
      failures = gotFurther ? 1 : failures + 1;
      furthest = gotFurther ? have : furthest;
      if (failures === patience.attempts) {
        throw new Unavailable(source, error.message);
      }
      await pause(Math.max(error.retryAfterMs, patience.pauseMs * 2 ** (failures - 1)), signal);
    }
  }
  const content = await readFile(part);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (sha256 !== official.sha256) {
    throw new WrongFile(source, `SHA-256 ${sha256} instead of ${official.sha256}`);
  }
  return content;
}

function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return isNativeError(error) && 'syscall' in error;
}
