import { evaluate } from '#server/predictions/evaluation';
import { json, queryOf, route } from '#server/http/route';
import { outputQuery } from '#api/predictions';

export const GET = route<{ id: string; split: string }>(async (request, { id, split }) =>
  json(await evaluate(id, split, queryOf(request, outputQuery).output)),
);
