import { tokensRequest } from '../../../../../../server/contract';
import { bodyOf, json, route } from '../../../../../../server/http';
import { tokenize } from '../../../../../../server/tokens';

export const POST = route<{ id: string }>(async (request, { id }) => {
  const { text } = await bodyOf(request, tokensRequest);
  return json(await tokenize(id, text));
});
