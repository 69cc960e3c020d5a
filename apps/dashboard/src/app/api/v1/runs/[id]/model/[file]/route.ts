import { sendModelFile } from '#server/http/model-file';
import { route } from '#server/http/route';

/** A file of the saved model. */
export const GET = route<{ id: string; file: string }>((_request, { id, file }) => sendModelFile(id, file));
