import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { checkSize, MODEL_FOLDER } from '@rnn-lab/runs';
import { bodyOfStream, NO_STORE, route } from '#server/http/route';
import { MODEL_BYTES, modelFile } from '#server/store/model-files';

/** A file of the saved model, for `tf.loadLayersModel`. */
export const GET = route<{ id: string; file: string }>(async (_request, { id, file }) => {
  const path = await modelFile(id, file);
  const { size } = await stat(path);
  checkSize(`${MODEL_FOLDER}/${file}`, size, MODEL_BYTES);
  const headers = {
    ...NO_STORE,
    'Content-Type': file.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    'Content-Length': String(size),
  };
  return new Response(bodyOfStream(createReadStream(path)), { headers });
});
