import { readMetrics } from '@rnn-lab/runs';
import { metricsQuery } from '#api/metrics';
import { json, queryOf, route } from '#server/http/route';
import { directoryOf } from '#server/store/run-directory';

export const GET = route<{ id: string }>(async (request, { id }) =>
  json(await readMetrics(await directoryOf(id), queryOf(request, metricsQuery))),
);
