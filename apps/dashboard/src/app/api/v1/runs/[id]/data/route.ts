import { readData } from '@rnn-lab/runs';
import { json, route } from '#server/http/route';
import { directoryOf } from '#server/store/run-directory';
import type { DataPage } from '#api/data';

export const GET = route<{ id: string }>(async (_request, { id }) =>
  json<DataPage>({ data: await readData(await directoryOf(id)) }),
);
