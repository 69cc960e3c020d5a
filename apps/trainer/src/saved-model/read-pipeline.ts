import { readPreprocessing, readVocabulary } from '@rnn-lab/runs';
import type { ModelFolder } from '@rnn-lab/runs';
import { TextPipeline } from '@rnn-lab/text';

/**
 * What turns a text into the input of a run's network.
 *
 * @param folder of an ensemble's member, for that one
 * @throws UserError, RunsError if it reads no text or its files are broken
 */
export async function readPipeline(directory: string, folder?: ModelFolder): Promise<TextPipeline> {
  const preprocessing = await readPreprocessing(directory, folder);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory, folder) : [];
  return TextPipeline.fromJSON({ preprocessing, vocabulary });
}
