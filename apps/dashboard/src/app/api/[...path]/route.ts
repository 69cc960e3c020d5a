import { NotFoundError } from '../../../server/errors';
import { route } from '../../../server/http';

/** Whatever no other route answers, in the API's own words in place of a page. */
const missing = route(async ({ nextUrl }) => {
  throw new NotFoundError(`The API has no ${nextUrl.pathname}; /api/v1/openapi.json lists what it has.`);
});

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
