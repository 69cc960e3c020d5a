import { basename } from 'node:path';
import { PREPROCESSING_FILE, readPreprocessing } from '@rnn-lab/runs';
import { json, route } from '#server/http/route';
import { modelFile } from '#server/store/model-files';
import { directoryOf } from '#server/store/run-directory';

export const GET = route<{ id: string }>(async (_request, { id }) => {
  await modelFile(id, basename(PREPROCESSING_FILE));
  return json(await readPreprocessing(await directoryOf(id)));
});
