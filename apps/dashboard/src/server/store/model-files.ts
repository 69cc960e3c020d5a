import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MODEL_FOLDER } from '@rnn-lab/runs';
import { NotFoundError } from './errors';
import { directoryOf } from './run-directory';

/** The files of a run's saved model, absolute. Rejects with a `NotFoundError` where there is no such run or model. */
export async function modelFiles(id: string): Promise<string[]> {
  const folder = join(await directoryOf(id), MODEL_FOLDER);
  const names = await namesOfFiles(folder);
  if (names.length === 0) {
    throw new NotFoundError(`The run ${id} has no saved model.`, { code: 'no-model', values: { id } });
  }
  return names.map((name) => join(folder, name));
}

/** One of them, by its name. Rejects in the same way. */
export async function modelFile(id: string, name: string): Promise<string> {
  const file = (await modelFiles(id)).find((path) => basename(path) === name);
  if (!file) {
    const details = { code: 'no-model-file', values: { id, name } };
    throw new NotFoundError(`The saved model of ${id} has no file ${JSON.stringify(name)}.`, details);
  }
  return file;
}

/** Neither links, which could lead anywhere, nor what is still being written. */
async function namesOfFiles(folder: string): Promise<string[]> {
  try {
    if (!(await lstat(folder)).isDirectory()) return [];
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch {
    return [];
  }
}
