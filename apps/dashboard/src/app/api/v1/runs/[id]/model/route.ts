import { stat } from 'node:fs/promises';
import { checkSize, MODEL_FOLDER } from '@rnn-lab/runs';
import AdmZip from 'adm-zip';
import { attachment, route } from '#server/http/route';
import { MODEL_BYTES, wholeModel } from '#server/store/model-files';

/** The saved model in a zip file; an ensemble with its members. */
export const GET = route<{ id: string }>(async (_request, { id }) => {
  const files = await wholeModel(id);
  const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  checkSize(MODEL_FOLDER, total, MODEL_BYTES);
  const zip = new AdmZip();
  for (const { path, folder } of files) zip.addLocalFile(path, folder);
  const bytes = new Uint8Array(await zip.toBufferPromise());
  return new Response(bytes, { headers: attachment(`${id}.zip`, 'application/zip') });
});
