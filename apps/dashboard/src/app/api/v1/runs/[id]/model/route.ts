import AdmZip from 'adm-zip';
import { attachment, route } from '#server/http/route';
import { modelFiles } from '#server/store/model-files';

/** The saved model in a zip file. */
export const GET = route<{ id: string }>(async (_request, { id }) => {
  const zip = new AdmZip();
  for (const file of await modelFiles(id)) zip.addLocalFile(file);
  const bytes = new Uint8Array(await zip.toBufferPromise());
  return new Response(bytes, { headers: attachment(`${id}.zip`, 'application/zip') });
});
