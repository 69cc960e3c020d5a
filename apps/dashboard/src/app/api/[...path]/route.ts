import { NotFoundError } from '#server/store/errors';
import { route } from '#server/http/route';

/** Any other path below /api: an API error instead of an HTML page. */
const missing = route(async ({ nextUrl }) => {
  const { pathname } = nextUrl;
  throw new NotFoundError(`The API has no ${pathname}; /api/v1/openapi.json lists what it has.`, {
    code: 'no-route',
    values: { path: pathname },
  });
});

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
