import { outputQuery, predictionsQuery } from '#api/predictions';
import { csvResponse } from '#server/http/csv';
import { json, queryOf, route } from '#server/http/route';
import { predictionsOf, queryPredictions } from '#server/predictions/predictions';
import { predictionsTable } from '#server/predictions/predictions-table';

/** `[split]`, or `[split].csv` for the whole split as a table: a route folder can't have that name. */
export const GET = route<{ id: string; split: string }>(async (request, { id, split }) => {
  if (split.endsWith('.csv')) {
    return table(id, split.slice(0, -'.csv'.length), queryOf(request, outputQuery).output);
  }
  return json(await queryPredictions(id, split, queryOf(request, predictionsQuery)));
});

async function table(id: string, split: string, output?: string): Promise<Response> {
  const { columns, rows } = predictionsTable(await predictionsOf(id, split, output));
  const name = [id, split, ...(output === undefined ? [] : [output])].join('-');
  return csvResponse(`${name}.csv`, columns, rows, { bom: true });
}
