import { closeSync, constants, rmSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runLocked } from './errors';
import { tryLock } from './file-lock';
import { ANNOTATIONS_FILE, LOCK_FILE, STOP_FILE } from './files';
import { openInRun, openToWrite } from './open-file';

/** Milliseconds without a change after which a run without a lock counts as stopped; its heartbeat comes every 5 s. */
const STOPPED_AFTER = 30_000;
/** A reader's shared lock lasts for microseconds. */
const LOCK_ATTEMPTS = 50;
/** Milliseconds between attempts. */
const LOCK_PAUSE = 20;
/** Milliseconds, longer than a heartbeat takes. */
const WATCHED_FOR = 7_000;
/** Files that readers write. */
const NOT_FROM_THE_WRITER = [ANNOTATIONS_FILE, STOP_FILE];

/**
 * Whether a process writes the run now: whether it holds the run's lock. A run without a lock (from an older version, or on
 * a file system without locks) is live while its files change. No other machine's clock matters.
 */
export async function isLive(directory: string): Promise<boolean> {
  return (await isLocked(directory)) ?? changesStill(resolve(directory));
}

/**
 * `isLive` for a process that would write the run itself. The files of a run without a lock are watched for longer than a
 * heartbeat: at first sight they seem old on a file system whose clock is behind.
 */
export async function isLiveWhenWatched(directory: string): Promise<boolean> {
  if (await isLive(directory)) return true;
  if ((await isLocked(directory)) !== null) return false;
  const { state } = await stateOf(directory);
  await sleep(WATCHED_FOR);
  return (await stateOf(directory)).state !== state;
}

/** Whether a process holds the run's lock; null if the run has no lock, or its file system none. */
export async function isLocked(directory: string): Promise<boolean | null> {
  try {
    const handle = await openInRun(directory, LOCK_FILE);
    try {
      const granted = tryLock(handle.fd, 'shared');
      return granted === null ? null : !granted;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/**
 * Takes the lock of a run that this process will write. The system releases it when the descriptor is closed, even if the
 * process is killed.
 *
 * @returns the descriptor to close at the end; null on a file system without locks, where the run then has no lock file
 * @throws RunsError `run-locked` if another process writes the run; a system error
 */
export async function lockRun(directory: string): Promise<number | null> {
  const descriptor = openToWrite(directory, LOCK_FILE, constants.O_WRONLY | constants.O_CREAT);
  for (let attempt = 1; ; attempt++) {
    const granted = tryLock(descriptor, 'exclusive');
    if (granted) return descriptor;
    if (granted === false && attempt < LOCK_ATTEMPTS) {
      await sleep(LOCK_PAUSE);
      continue;
    }
    closeSync(descriptor);
    if (granted === null) {
      rmSync(join(directory, LOCK_FILE), { force: true });
      return null;
    }
    throw runLocked(directory);
  }
}

interface Sighting {
  /** Changes with every change of the run's files. */
  state: string;
  /** When this process first saw that state, on its monotonic clock, which setting the time doesn't move. */
  since: number;
}

const sightings = new Map<string, Sighting>();

async function changesStill(directory: string): Promise<boolean> {
  const { state, newest } = await stateOf(directory);
  const now = performance.now();
  let sighting = sightings.get(directory);
  if (sighting?.state !== state) {
    // Only at first sight are timestamps all there is. One in the future says nothing.
    const age = sighting ? 0 : Math.max(0, Date.now() - newest);
    sighting = { state, since: now - age };
    sightings.set(directory, sighting);
  }
  return now - sighting.since <= STOPPED_AFTER;
}

/** Of the files that the writer writes; `newest` in Unix milliseconds. */
async function stateOf(directory: string): Promise<{ state: string; newest: number }> {
  const all = await readdir(directory).catch(() => []);
  const names = all.filter((name) => !isOfReaders(name)).sort();
  const stats = await Promise.all(names.map((name) => lstat(join(directory, name)).catch(() => null)));
  return {
    state: stats.map((file) => file && `${file.ino}:${file.size}:${file.mtimeMs}`).join(),
    newest: Math.max(...stats.map((file) => file?.mtimeMs ?? -Infinity)),
  };
}

/** Temporary files are hidden. */
function isOfReaders(name: string): boolean {
  return name.startsWith('.') || NOT_FROM_THE_WRITER.includes(name);
}
