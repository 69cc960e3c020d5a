import { runsTableQuery } from '#api/runs';
import { csvResponse } from '#server/http/csv';
import { queryOf, route } from '#server/http/route';
import { queryRows } from '#server/store/runs-index';
import { runsTable } from '#server/store/runs-table';

export const GET = route(async (request) => {
  const { columns, rows } = runsTable(await queryRows(queryOf(request, runsTableQuery)));
  return csvResponse('runs.csv', columns, rows, { bom: true });
});
