import { tokensRequest } from '../../../../../../server/contract';
import { tokenize } from '../../../../../../server/tokens';

export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { text } = tokensRequest.parse(await request.json());
  return Response.json(await tokenize((await params).id, text));
}
