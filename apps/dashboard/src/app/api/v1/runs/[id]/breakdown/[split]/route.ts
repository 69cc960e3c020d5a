import { breakDown } from '#server/predictions/breakdown';
import { json, queryOf, route } from '#server/http/route';
import { outputQuery } from '#api/predictions';

export const GET = route<{ id: string; split: string }>(async (request, { id, split }) =>
  json(await breakDown(id, split, queryOf(request, outputQuery).output)),
);
