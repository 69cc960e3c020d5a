import { runsQuery } from '#api/runs';
import { json, queryOf, route } from '#server/http/route';
import { queryRuns } from '#server/store/runs-index';

export const GET = route(async (request) => json(await queryRuns(queryOf(request, runsQuery))));
