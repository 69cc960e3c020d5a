import { stat } from 'node:fs/promises';
import { checkSize, MODEL_FOLDER } from '@rnn-lab/runs';
import AdmZip from 'adm-zip';
import { attachment, route } from '#server/http/route';
import { MODEL_BYTES, modelFiles } from '#server/store/model-files';

/** The saved model in a zip file. */
export const GET = route<{ id: string }>(async (_request, { id }) => {
  const files = await modelFiles(id);
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  checkSize(MODEL_FOLDER, total, MODEL_BYTES);
  const zip = new AdmZip();
  for (const file of files) zip.addLocalFile(file);
  const bytes = new Uint8Array(await zip.toBufferPromise());
  return new Response(bytes, { headers: attachment(`${id}.zip`, 'application/zip') });
});
