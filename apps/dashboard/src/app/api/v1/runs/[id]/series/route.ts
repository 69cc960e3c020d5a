import { seriesQuery } from '../../../../../../server/contract';
import { readCurves } from '../../../../../../server/curves';
import { json, queryOf, route } from '../../../../../../server/http';

export const GET = route<{ id: string }>(async (request, { id }) =>
  json(await readCurves(id, queryOf(request, seriesQuery))),
);
