import { isUserError } from '@rnn-lab/errors';
import { readPreprocessing, readVocabulary, RunsError } from '@rnn-lab/runs';
import { memoize } from '#server/store/memoize';
import { directoryOf } from '#server/store/run-directory';
import { textPackage } from './packages';
import type { TextPipeline } from '@rnn-lab/text';
import type { Tokenization } from '#api/text';

/** Pipelines kept in memory: each holds a vocabulary of some megabytes. */
const PIPELINES = 8;

/**
 * How a text becomes the input of a run's model; the same as in training and in `rnn-lab predict`.
 *
 * @throws NotFoundError if there is no such run
 * @throws UserError if its model or its analyzer is missing, or the model reads no text
 */
export async function tokenize(id: string, text: string): Promise<Tokenization> {
  try {
    const pipeline = await pipelineOf(await directoryOf(id));
    const { tokens, input } = await pipeline.explain(text);
    return { tokens: [...tokens], input };
  } catch (error) {
    throw asRunsError(error);
  }
}

/** By the run's folder. */
const pipelineOf = memoize(PIPELINES, async (directory): Promise<TextPipeline> => {
  const { TextPipeline } = await textPackage();
  const preprocessing = await readPreprocessing(directory);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory) : [];
  return TextPipeline.fromJSON({ preprocessing, vocabulary });
});

/** An analyzer's failure as an error of the run; other errors as they are. */
function asRunsError(error: unknown): unknown {
  // By name: the analyzers may not be loaded, and importing them while the first request fails has left out the class.
  if (!isUserError(error) || error.name !== 'TextError') return error;
  return new RunsError('analyzer-failed', error.message, { reason: error.message });
}
