import { restoreFromTrash } from '@rnn-lab/runs';
import { json, route } from '../../../../../../server/http';
import { runDetail } from '../../../../../../server/runs-index';
import { directoryInTrash } from '../../../../../../server/run-directory';
import { runsFolder } from '../../../../../../server/runs-folder';

export const POST = route<{ id: string }>(async (_request, { id }) => {
  await directoryInTrash(id);
  await restoreFromTrash(runsFolder(), id);
  return json(await runDetail(id));
});
