import { basename } from 'node:path';
import { PREPROCESSING_FILE, readPreprocessing } from '@rnn-lab/runs';
import { json, route } from '../../../../../../server/http';
import { modelFile } from '../../../../../../server/model-files';
import { directoryOf } from '../../../../../../server/run-directory';

export const GET = route<{ id: string }>(async (_request, { id }) => {
  await modelFile(id, basename(PREPROCESSING_FILE));
  return json(await readPreprocessing(await directoryOf(id)));
});
