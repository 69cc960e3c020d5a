import { join } from 'node:path';
import { findRunDirectory, TRASH_FOLDER } from '@rnn-lab/runs';
import { noRun } from './errors';
import { runsFolder } from './runs-folder';

/** A run's folder. Rejects with a `NotFoundError` if `id` isn't a folder name in the runs folder. */
export function directoryOf(id: string): Promise<string> {
  return directoryIn(runsFolder(), id);
}

/** The same for a deleted run. */
export function directoryInTrash(id: string): Promise<string> {
  return directoryIn(join(runsFolder(), TRASH_FOLDER), id);
}

async function directoryIn(folder: string, id: string): Promise<string> {
  const directory = await findRunDirectory(folder, id);
  if (!directory) throw noRun(id);
  return directory;
}
