import { tokensRequest } from '#api/text';
import { bodyOf, json, route } from '#server/http/route';
import { tokenize } from '#server/text/tokens';

export const POST = route<{ id: string }>(async (request, { id }) => {
  const { text } = await bodyOf(request, tokensRequest);
  return json(await tokenize(id, text));
});
