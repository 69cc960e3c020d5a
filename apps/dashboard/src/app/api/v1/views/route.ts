import { viewQuery, viewRequest } from '#api/views';
import { bodyOf, json, queryOf, route } from '#server/http/route';
import { removeView, saveView, viewsPageOf } from '#server/store/views';

export const GET = route(async () => json(await viewsPageOf()));

export const PUT = route(async (request) => {
  const { overwrite, ...view } = await bodyOf(request, viewRequest);
  saveView(view, overwrite);
  return json(await viewsPageOf());
});

export const DELETE = route(async (request) => {
  removeView(queryOf(request, viewQuery).name);
  return json(await viewsPageOf());
});
