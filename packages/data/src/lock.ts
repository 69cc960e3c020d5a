import { open, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import type * as Extensions from 'fs-native-extensions';

import { partOf, sizeOf } from './download';
import { DataError } from './errors';
import { pause } from './pause';

const POLL_MS = 200;
/** Longer than the holder itself keeps trying on a bad connection. */
const STALL_MS = 300_000;

interface WaitOptions {
  signal?: AbortSignal;
  /** Called every 200 ms while another process holds the lock. */
  onWait(): Promise<void>;
  /** The holder counts as hung if the file's part has not grown for this time. */
  stallMs?: number;
}

/**
 * Runs the action while this process holds the exclusive lock of a file, which need not exist. The operating system releases
 * the lock when the process ends, even if it is killed.
 *
 * @throws DataError `no-file-locks`, `no-lock` if the lock can't be taken, `download-locked` if its holder hangs
 * @throws the signal's reason, or what the action throws
 */
export async function withLock<T>(file: string, options: WaitOptions, action: () => Promise<T>): Promise<T> {
  loadLocks(file);
  const lockFile = `${file}.lock`;
  const handle = await acquire(file, lockFile, options);
  try {
    return await action();
  } finally {
    await rm(lockFile, { force: true });
    await handle.close();
  }
}

async function acquire(
  file: string,
  lockFile: string,
  { signal, onWait, stallMs = STALL_MS }: WaitOptions,
): Promise<FileHandle> {
  for (;;) {
    const checkProgress = stallCheck(file, lockFile, stallMs);
    const handle = await open(lockFile, 'a').catch((error: Error) => {
      throw unusable(lockFile, error);
    });
    try {
      while (!isGranted(handle, lockFile)) {
        await checkProgress();
        await onWait();
        await pause(POLL_MS, signal);
      }
      if (await isAt(lockFile, handle)) {
        return handle;
      }
    } catch (error) {
      await handle.close();
      throw error;
    }
    // The previous holder has removed the file that we locked: lock the new one.
    await handle.close();
  }
}

/** A check that throws once the file's part has kept its size for the time limit. */
function stallCheck(file: string, lockFile: string, stallMs: number): () => Promise<void> {
  let size = 0;
  let since = performance.now();
  return async () => {
    const now = await sizeOf(partOf(file));
    if (now !== size) {
      since = performance.now();
    } else if (performance.now() - since > stallMs) {
      throw new DataError(
        'download-locked',
        `Another process holds ${lockFile}, and has downloaded nothing for ${stallMs / 1000} s: end it and try again.`,
      );
    }
    size = now;
  };
}

function isGranted(handle: FileHandle, lockFile: string): boolean {
  try {
    return loadLocks(lockFile).tryLock(handle.fd);
  } catch (error) {
    throw unusable(lockFile, error as Error);
  }
}

/**
 * Loads the native code for file locks on first use. There is no fallback: a lock that is just a file remains when its holder
 * is killed.
 */
function loadLocks(file: string): typeof Extensions {
  try {
    return require('fs-native-extensions') as typeof Extensions;
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new DataError(
      'no-file-locks',
      `${file} can't be downloaded, because file locks, which keep two downloads apart, can't be loaded (${reason}): ` +
        'put the file there yourself.',
      { file, reason },
      { cause: error },
    );
  }
}

async function isAt(path: string, handle: FileHandle): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there?.ino === (await handle.stat()).ino;
}

function unusable(lockFile: string, error: Error): DataError {
  return new DataError(
    'no-lock',
    `${lockFile} can't be locked (${error.message}): name another folder.`,
    { file: lockFile, reason: error.message },
    { cause: error },
  );
}
