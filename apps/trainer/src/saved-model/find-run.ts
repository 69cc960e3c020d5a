import { findRunDirectory, MODEL_FILE, readRun } from '@rnn-lab/runs';
import type { Run } from '@rnn-lab/runs';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { quote } from 'shell-quote';
import { UsageError } from '../errors';
import { displayPath, folderTypedIn, runsFolder } from '../folders';

/** A run whose model a command uses. */
export interface SavedRun {
  run: Run;
  directory: string;
}

/**
 * Finds a run by its id, or else by its folder.
 *
 * @param name as typed
 * @throws UsageError if there is no such run, it can't be read, or it has no model
 */
export async function findSavedRun(name: string, runsDir: string | null): Promise<SavedRun> {
  const folder = runsFolder(runsDir);
  const directory = (await findRunDirectory(folder, name)) ?? resolve(folderTypedIn(), name);
  if (!existsSync(directory)) {
    throw new UsageError(
      `There is no run ${name} in ${folder}, and no such folder; name a run by its id or folder.`,
    );
  }
  const { run, problem } = await readRun(directory);
  if (!run) throw new UsageError(`${directory} isn't a run (${problem}); name a run by its id or folder.`);
  if (!existsSync(join(directory, MODEL_FILE))) throw new UsageError(withoutModel(run, directory, runsDir));
  return { run, directory };
}

/** Why a run has no model, and what to do. */
function withoutModel(
  { id, experiment, status, imported }: Run,
  directory: string,
  runsDir: string | null,
): string {
  if (imported)
    return `Run ${id} was imported from a log, which has no model; name a run that rnn-lab has trained.`;
  switch (status) {
    case 'running':
      return `Run ${id} is being trained and has no model yet; wait until it ends.`;
    case 'finished':
    case 'duplicate':
      return `Run ${id} has no model: ${displayPath(join(directory, MODEL_FILE))} is missing; put back a copy of it or train again.`;
    case 'failed':
    case 'interrupted':
    case 'pruned':
    case 'stopped': {
      const where = runsDir === null ? [] : ['--runs-dir', runsDir];
      const command = quote(['npx', 'rnn-lab', experiment, '--resume', id, ...where]);
      return `Run ${id} (${status}) ended before it had a model; finish its training first: ${command}`;
    }
  }
}
