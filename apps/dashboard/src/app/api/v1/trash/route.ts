import { emptyTrash, listTrash } from '@rnn-lab/runs';
import { json, route } from '../../../../server/http';
import { rowOf } from '../../../../server/runs-index';
import { runsFolder } from '../../../../server/runs-folder';
import type { TrashPage } from '../../../../server/contract';

export const GET = route(async () => {
  const entries = await listTrash(runsFolder());
  return json<TrashPage>({ rows: entries.map(rowOf) });
});

export const DELETE = route(async () => {
  await emptyTrash(runsFolder());
  return new Response(null, { status: 204 });
});
