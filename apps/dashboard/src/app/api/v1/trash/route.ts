import { emptyTrash, listTrash } from '@rnn-lab/runs';
import { json, route } from '#server/http/route';
import { rowOf } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';
import type { TrashPage } from '#api/runs';

export const GET = route(async () => {
  const entries = await listTrash(runsFolder());
  return json<TrashPage>({ rows: entries.map(rowOf) });
});

export const DELETE = route(async () => {
  await emptyTrash(runsFolder());
  return new Response(null, { status: 204 });
});
