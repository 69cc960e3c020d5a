import { json, route } from '#server/http/route';
import { memoryOfGroup } from '#server/store/memory';

export const GET = route<{ id: string }>(async (_request, { id }) => json(await memoryOfGroup(id)));
