import { join } from 'node:path';
import { findRunDirectory, TRASH_FOLDER } from '@rnn-lab/runs';
import { noRun } from './errors';
import { runsFolder } from './runs-folder';

/** A run's folder. Rejects with a `NotFoundError` where `id` is not the name of a folder among the runs. */
export function directoryOf(id: string): Promise<string> {
  return directoryIn(runsFolder(), id);
}

/** The same among what was deleted. */
export function directoryInTrash(id: string): Promise<string> {
  return directoryIn(join(runsFolder(), TRASH_FOLDER), id);
}

async function directoryIn(folder: string, id: string): Promise<string> {
  const directory = await findRunDirectory(folder, id);
  if (!directory) throw noRun(id);
  return directory;
}
