import { neighborsQuery } from '#api/data';
import { neighborsOf } from '#server/embedding/embedding';
import { json, queryOf, route } from '#server/http/route';

export const GET = route<{ id: string }>(async (request, { id }) =>
  json(await neighborsOf(id, queryOf(request, neighborsQuery).word)),
);
