import { runsQuery } from '../../../../server/contract';
import { json, queryOf, route } from '../../../../server/http';
import { queryRuns } from '../../../../server/runs-index';

export const GET = route(async (request) => json(await queryRuns(queryOf(request, runsQuery))));
