import { json, route } from '#server/http/route';
import { acceptsReports } from '#server/store/reports';

export const GET = route(async () => json({ accepted: acceptsReports() }));
