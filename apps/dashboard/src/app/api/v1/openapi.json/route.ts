import { json, route } from '../../../../server/http';
import { openApiDocument } from '../../../../server/openapi';

export const GET = route(async () => json(openApiDocument()));
