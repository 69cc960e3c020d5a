import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { findRunDirectory } from './directories';
import { isMissing, readError, refusal, RunsError } from './errors';
import { isLocked } from './liveness';
import { listRuns, readRun } from './reader';
import type { RunEntry } from './reader';

/** A folder in the runs folder. Its name begins with a dot, so it isn't a run. */
export const TRASH_FOLDER = '.trash';

/**
 * Moves a run to the trash.
 *
 * @throws RunsError `no-run`, `still-running`, `taken-in-trash` if the trash has a run of that name, `immovable-run`
 */
export async function moveToTrash(runsDir: string, id: string): Promise<void> {
  const directory = await findRunDirectory(runsDir, id);
  if (!directory) {
    throw new RunsError('no-run', `There is no run ${id} in ${runsDir}.`, { id });
  }
  // A locked run is live even if its run.json is broken.
  if ((await isLocked(directory)) || (await readRun(directory)).run?.status === 'running') {
    throw new RunsError('still-running', `The run ${id} is still running; stop it before deleting it.`, {
      id,
    });
  }
  const trash = join(runsDir, TRASH_FOLDER);
  await move(directory, trash, id, {
    code: 'taken-in-trash',
    reason: 'the trash has a run of that name; restore it or empty the trash',
  });
}

/**
 * Moves a run back from the trash.
 *
 * @throws RunsError `not-in-trash`, `name-taken` if another run has its name by now, `immovable-run`
 */
export async function restoreFromTrash(runsDir: string, id: string): Promise<void> {
  const directory = await findRunDirectory(join(runsDir, TRASH_FOLDER), id);
  if (!directory) {
    throw new RunsError('not-in-trash', `There is no run ${id} in the trash.`, { id });
  }
  await move(directory, runsDir, id, {
    code: 'name-taken',
    reason: 'another run has its name; rename or delete that one first',
  });
}

/** The runs in the trash, like `listRuns`. */
export function listTrash(runsDir: string): Promise<RunEntry[]> {
  return listRuns(join(runsDir, TRASH_FOLDER));
}

/**
 * Deletes the runs in the trash permanently.
 *
 * @throws RunsError `full-trash` if that fails
 */
export async function emptyTrash(runsDir: string): Promise<void> {
  const trash = join(runsDir, TRASH_FOLDER);
  try {
    await rm(trash, { recursive: true, force: true });
  } catch (error) {
    throw refusal(error, `Can't empty the trash ${trash}`, 'full-trash', { folder: trash });
  }
}

async function move(
  directory: string,
  folder: string,
  id: string,
  whenTaken: { code: string; reason: string },
): Promise<void> {
  const target = join(folder, id);
  if (await exists(target)) {
    throw new RunsError(whenTaken.code, `Can't move the run ${id}: ${whenTaken.reason}.`, { id });
  }
  try {
    await mkdir(folder, { recursive: true });
    await moveFolder(directory, target);
  } catch (error) {
    throw refusal(error, `Can't move the run ${id} to ${folder}`, 'immovable-run', { id, folder });
  }
}

/** Rewrites a relative link, so that it points to the same folder from its new place. */
async function moveFolder(from: string, to: string): Promise<void> {
  const isLink = (await lstat(from)).isSymbolicLink();
  const leadsTo = isLink ? await readlink(from) : null;
  if (leadsTo === null || isAbsolute(leadsTo)) return rename(from, to);
  await symlink(relative(dirname(to), resolve(dirname(from), leadsTo)), to, 'dir');
  await rm(from);
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw readError(path, error);
  }
}
