import { NO_STORE, route } from '#server/http/route';

/** For pages to know that the server is there. */
export const GET = route(async () => new Response(null, { status: 204, headers: NO_STORE }));
