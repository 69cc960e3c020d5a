import { seriesQuery } from '#api/metrics';
import { readCurves } from '#server/metrics/curves';
import { json, queryOf, route } from '#server/http/route';

export const GET = route<{ id: string }>(async (request, { id }) =>
  json(await readCurves(id, queryOf(request, seriesQuery))),
);
