import { comparisonQuery } from '#api/comparison';
import { json, queryOf, route } from '#server/http/route';
import { comparePredictions } from '#server/predictions/comparison';

export const GET = route<{ id: string; other: string; split: string }>(
  async (request, { id, other, split }) =>
    json(await comparePredictions(id, other, split, queryOf(request, comparisonQuery))),
);
