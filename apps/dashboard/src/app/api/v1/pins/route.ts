import { pinRequest, unpinQuery } from '#api/pins';
import { bodyOf, json, queryOf, route } from '#server/http/route';
import { pinRuns, pinsPageOf, unpin } from '#server/store/pins';

export const GET = route(async () => json(await pinsPageOf()));

export const PUT = route(async (request) => {
  const { runs } = await bodyOf(request, pinRequest);
  await pinRuns(runs);
  return json(await pinsPageOf());
});

export const DELETE = route(async (request) => {
  unpin(queryOf(request, unpinQuery).experiment);
  return json(await pinsPageOf());
});
