import { realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { isMissing, refusal, RunsError } from './errors';

/**
 * The folders in `runsDir` that are or should be runs, in no order; a link to a folder is one too. Empty if `runsDir` is
 * missing.
 *
 * @throws RunsError `unreadable-folder` if `runsDir` isn't a folder or can't be read
 */
export async function listRunDirectories(runsDir: string): Promise<string[]> {
  try {
    const entries = await readdir(runsDir, { withFileTypes: true });
    const directories = await Promise.all(
      entries.map(async (entry) => {
        if (isHidden(entry.name)) return [];
        const directory = join(runsDir, entry.name);
        const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await isDirectory(directory)));
        return isFolder ? [directory] : [];
      }),
    );
    return directories.flat();
  } catch (error) {
    if (isMissing(error)) return [];
    const folder = resolve(runsDir);
    throw refusal(error, `Can't read the runs folder ${folder}`, 'unreadable-folder', { folder });
  }
}

/** The folder of a run, or of what should be one; null unless `id` is the name of a folder that `listRunDirectories` lists. */
export async function findRunDirectory(runsDir: string, id: string): Promise<string | null> {
  // Compared by basename, because only Windows takes a backslash or a colon for part of a path.
  if (id === '' || isHidden(id) || basename(id) !== id) return null;
  const directory = join(runsDir, id);
  return (await isDirectory(directory)) ? directory : null;
}

/**
 * The path of a run's file with its links resolved.
 *
 * @throws RunsError `linked-file` if a link leads out of the run's folder: a copied run must not show other files of this
 *   machine; a system error if the file is missing or can't be reached
 */
export function pathInRun(directory: string, file: string): string {
  const path = realpathSync.native(join(directory, file));
  if (path.startsWith(realpathSync.native(directory) + sep)) return path;
  throw new RunsError(
    'linked-file',
    `${file} is a link that leads out of the run's folder; put the file itself there.`,
    { file },
  );
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
