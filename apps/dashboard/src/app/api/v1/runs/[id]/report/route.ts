import { reportPiece } from '@rnn-lab/runs';
import { bytesOf, json, queryOf, route } from '#server/http/route';
import { receivedRuns } from '#server/store/reports';

export const PUT = route<{ id: string }>(async (request, { id }) => {
  const bytes = await bytesOf(request);
  const piece = queryOf(request, reportPiece);
  return json(await receivedRuns().take(id, piece, bytes));
});
