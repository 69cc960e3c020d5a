import { requestStop } from '@rnn-lab/runs';
import { route } from '#server/http/route';
import { directoryOf } from '#server/store/run-directory';

export const POST = route<{ id: string }>(async (_request, { id }) => {
  await requestStop(await directoryOf(id));
  return new Response(null, { status: 204 });
});
