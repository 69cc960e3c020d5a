import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { checkSize, MODEL_FOLDER } from '@rnn-lab/runs';
import { MODEL_BYTES, modelFile } from '#server/store/model-files';
import { bodyOfStream, NO_STORE } from './route';
import type { ModelFolder } from '@rnn-lab/runs';

/** A file of a saved model, for `tf.loadLayersModel`. Rejects like `modelFile`. */
export async function sendModelFile(
  id: string,
  name: string,
  folder: ModelFolder = MODEL_FOLDER,
): Promise<Response> {
  const path = await modelFile(id, name, folder);
  const { size } = await stat(path);
  checkSize(`${folder}/${name}`, size, MODEL_BYTES);
  const headers = {
    ...NO_STORE,
    'Content-Type': name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    'Content-Length': String(size),
  };
  return new Response(bodyOfStream(createReadStream(path)), { headers });
}
