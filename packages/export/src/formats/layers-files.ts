import { MODEL_FILE, MODEL_FOLDER } from '@rnn-lab/runs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportedRun } from '../exported-run';
import type { Files } from './format';

/** model.json and the weights, as the run has them. */
export async function layersFiles({ directory }: ExportedRun): Promise<Files> {
  const json = await readFile(join(directory, MODEL_FILE), 'utf8');
  const { weightsManifest } = JSON.parse(json) as { weightsManifest: { paths: string[] }[] };
  const files: Files = { [basename(MODEL_FILE)]: json };
  // `readModel` has checked them: they are names of files beside model.json.
  for (const path of weightsManifest.flatMap(({ paths }) => paths)) {
    files[path] = await readFile(join(directory, MODEL_FOLDER, path));
  }
  return files;
}
