import { NO_STORE, route } from '#server/http/route';

/** Health check, for pages and monitoring. */
export const GET = route(async () => new Response(null, { status: 204, headers: NO_STORE }));
