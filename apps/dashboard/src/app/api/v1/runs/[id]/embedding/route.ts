import { embeddingMapOf } from '#server/embedding/embedding';
import { json, route } from '#server/http/route';

export const GET = route<{ id: string }>(async (_request, { id }) => json(await embeddingMapOf(id)));
