import { restoreFromTrash } from '@rnn-lab/runs';
import { json, route } from '#server/http/route';
import { runDetail } from '#server/store/runs-index';
import { directoryInTrash } from '#server/store/run-directory';
import { runsFolder } from '#server/store/runs-folder';

export const POST = route<{ id: string }>(async (_request, { id }) => {
  await directoryInTrash(id);
  await restoreFromTrash(runsFolder(), id);
  return json(await runDetail(id));
});
