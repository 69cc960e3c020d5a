import { moveToTrash, writeAnnotations } from '@rnn-lab/runs';
import { annotationsChange } from '#api/run';
import { bodyOf, json, route } from '#server/http/route';
import { directoryOf } from '#server/store/run-directory';
import { runDetail } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';

interface Params {
  id: string;
}

export const GET = route<Params>(async (_request, { id }) => json(await runDetail(id)));

export const PATCH = route<Params>(async (request, { id }) => {
  const change = await bodyOf(request, annotationsChange);
  writeAnnotations(await directoryOf(id), change);
  return json(await runDetail(id));
});

export const DELETE = route<Params>(async (_request, { id }) => {
  await directoryOf(id);
  await moveToTrash(runsFolder(), id);
  return new Response(null, { status: 204 });
});
