import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MODEL_FOLDER } from '@rnn-lab/runs';
import { NotFoundError } from './errors';
import { directoryOf } from './run-directory';
import type { ModelFolder } from '@rnn-lab/runs';

/** Bytes of a saved model that is sent: packed in memory, or loaded by a browser. */
export const MODEL_BYTES = 1024 * 2 ** 20;

/** Absolute paths of a run's saved model files. Rejects with a `NotFoundError` if there is no such run or model. */
export async function modelFiles(id: string, folder: ModelFolder = MODEL_FOLDER): Promise<string[]> {
  const directory = await directoryOf(id);
  const names = await namesOfFiles(directory, folder);
  if (names.length === 0) {
    throw new NotFoundError(`The run ${id} has no saved model.`, { code: 'no-model', values: { id } });
  }
  return names.map((name) => join(directory, folder, name));
}

/** The path of one model file. Rejects like `modelFiles`. */
export async function modelFile(id: string, name: string, folder?: ModelFolder): Promise<string> {
  const file = (await modelFiles(id, folder)).find((path) => basename(path) === name);
  if (!file) {
    const details = { code: 'no-model-file', values: { id, name } };
    throw new NotFoundError(`The saved model of ${id} has no file ${JSON.stringify(name)}.`, details);
  }
  return file;
}

/** Regular files only: no symbolic links, which could point anywhere, and no temporary (dot) files. */
async function namesOfFiles(directory: string, folder: ModelFolder): Promise<string[]> {
  try {
    for (const above of [MODEL_FOLDER, folder])
      if (!(await lstat(join(directory, above))).isDirectory()) return [];
    const entries = await readdir(join(directory, folder), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch {
    return [];
  }
}
