import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';

import { DataError } from './errors';
import { fetchRest, Interruption, Unavailable, WrongFile } from './fetch-rest';
import type { Source } from './fetch-rest';
import { pause } from './pause';

export interface DownloadProgress {
  /** The file's place in the layout, such as `nsmc/ratings_train.txt`. */
  path: string;
  bytes: number;
  total: number;
}

/** The download grows beside its target, and stays there for another time when it is interrupted. */
export function partOf(target: string): string {
  return `${target}.part`;
}

/** 0 where there is no such file. */
export async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/**
 * Downloads the official file to the target, going on where an earlier download stopped. The
 * target appears at once and whole, or not at all.
 *
 * @returns its content
 * @throws DataError where the address can't be reached or serves another file, or the disk fails
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
    // What an earlier run left may have come from a source that was wrong then.
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
      await pause(patience.pauseMs * 2 ** (failures - 1), signal);
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
