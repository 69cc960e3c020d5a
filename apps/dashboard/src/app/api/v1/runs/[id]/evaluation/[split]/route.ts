import { evaluate } from '../../../../../../../server/evaluation';
import { json, route } from '../../../../../../../server/http';

export const GET = route<{ id: string; split: string }>(async (_request, { id, split }) =>
  json(await evaluate(id, split)),
);
