import { readConsole } from '@rnn-lab/runs';
import { json, route } from '#server/http/route';
import { directoryOf } from '#server/store/run-directory';
import type { ConsolePage } from '#api/run';

export const GET = route<{ id: string }>(async (_request, { id }) =>
  json<ConsolePage>({ text: await readConsole(await directoryOf(id)) }),
);
