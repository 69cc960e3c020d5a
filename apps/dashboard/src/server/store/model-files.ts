import { lstat, readdir } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { memberFolder, MODEL_FOLDER, readPreprocessing } from '@rnn-lab/runs';
import { NotFoundError } from './errors';
import { directoryOf } from './run-directory';
import type { ModelFolder } from '@rnn-lab/runs';

/** Bytes of a saved model that is sent: packed in memory, or loaded by a browser. */
export const MODEL_BYTES = 1024 * 2 ** 20;

/** Absolute paths of the files of a run's saved model, or of one inside it. Rejects with a `NotFoundError` if there is no such run or model. */
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

/** All files of a run's saved model, those of an ensemble's members too, and the folder of each in the model's. */
export async function wholeModel(id: string): Promise<{ path: string; folder: string }[]> {
  const directory = await directoryOf(id);
  const { members } = await readPreprocessing(directory).catch(() => ({ members: null }));
  const folders = [MODEL_FOLDER, ...(members ?? []).map(memberFolder)] as const;
  const files = folders.map(async (folder) =>
    (await modelFiles(id, folder)).map((path) => ({ path, folder: posix.relative(MODEL_FOLDER, folder) })),
  );
  return (await Promise.all(files)).flat();
}

/** No part of a path that leads elsewhere. */
const FOLDER_NAME = /^[a-z0-9-]+$/;

/** Regular files only: no symbolic links, which could point anywhere, and no temporary (dot) files. */
async function namesOfFiles(directory: string, folder: ModelFolder): Promise<string[]> {
  try {
    const names = folder.split('/');
    if (names.some((name) => !FOLDER_NAME.test(name))) return [];
    for (const depth of names.keys()) {
      const above = join(directory, ...names.slice(0, depth + 1));
      if (!(await lstat(above)).isDirectory()) return [];
    }
    const entries = await readdir(join(directory, folder), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch {
    return [];
  }
}
