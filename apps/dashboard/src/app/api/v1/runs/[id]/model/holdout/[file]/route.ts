import { HOLDOUT_FOLDER } from '@rnn-lab/runs';
import { sendModelFile } from '#server/http/model-file';
import { route } from '#server/http/route';

/** A file of the model that the hold-out was forecast with. */
export const GET = route<{ id: string; file: string }>((_request, { id, file }) =>
  sendModelFile(id, file, HOLDOUT_FOLDER),
);
