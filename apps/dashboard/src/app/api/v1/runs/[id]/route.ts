import { moveToTrash, writeAnnotations } from '@rnn-lab/runs';
import { annotationsChange } from '../../../../../server/contract';
import { bodyOf, json, route } from '../../../../../server/http';
import { directoryOf } from '../../../../../server/run-directory';
import { runDetail } from '../../../../../server/runs-index';
import { runsFolder } from '../../../../../server/runs-folder';

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
