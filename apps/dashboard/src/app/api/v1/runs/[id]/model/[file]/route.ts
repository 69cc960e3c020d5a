import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { bodyOfStream, NO_STORE, route } from '#server/http/route';
import { modelFile } from '#server/store/model-files';

/** A file of the saved model, for `tf.loadLayersModel`. */
export const GET = route<{ id: string; file: string }>(async (_request, { id, file }) => {
  const path = await modelFile(id, file);
  const headers = {
    ...NO_STORE,
    'Content-Type': file.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    'Content-Length': String((await stat(path)).size),
  };
  return new Response(bodyOfStream(createReadStream(path)), { headers });
});
