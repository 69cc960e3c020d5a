import { evaluate } from '#server/predictions/evaluation';
import { json, route } from '#server/http/route';

export const GET = route<{ id: string; split: string }>(async (_request, { id, split }) =>
  json(await evaluate(id, split)),
);
