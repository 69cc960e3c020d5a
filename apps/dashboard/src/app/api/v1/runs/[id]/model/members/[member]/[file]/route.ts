import { memberFolder } from '@rnn-lab/runs';
import { sendModelFile } from '#server/http/model-file';
import { route } from '#server/http/route';

/** A file of an ensemble's member. */
export const GET = route<{ id: string; member: string; file: string }>((_request, { id, member, file }) =>
  sendModelFile(id, file, memberFolder(member)),
);
