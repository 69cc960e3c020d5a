import { readMetrics } from '@rnn-lab/runs';
import { metricsQuery } from '../../../../../../server/contract';
import { json, queryOf, route } from '../../../../../../server/http';
import { directoryOf } from '../../../../../../server/run-directory';

export const GET = route<{ id: string }>(async (request, { id }) =>
  json(await readMetrics(await directoryOf(id), queryOf(request, metricsQuery))),
);
