import { runsTableQuery } from '../../../../server/contract';
import { csvResponse } from '../../../../server/csv';
import { queryOf, route } from '../../../../server/http';
import { queryRows } from '../../../../server/runs-index';
import { runsTable } from '../../../../server/runs-table';

export const GET = route(async (request) => {
  const { columns, rows } = runsTable(await queryRows(queryOf(request, runsTableQuery)));
  return csvResponse('runs.csv', columns, rows, { bom: true });
});
