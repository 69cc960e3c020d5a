import { json, route } from '#server/http/route';
import { histogramsOf } from '#server/store/histograms';

export const GET = route<{ id: string }>(async (_request, { id }) => json(await histogramsOf(id)));
