import { isUserError } from '@rnn-lab/errors';
import { memberFolder, readModel, readPreprocessing, readVocabulary, RunsError } from '@rnn-lab/runs';
import { memoize } from '#server/store/memoize';
import { directoryOf } from '#server/store/run-directory';
import { textPackage } from './packages';
import type { ModelFolder } from '@rnn-lab/runs';
import type { Tokenization } from '#api/text';

/** Runs whose vocabularies, of some megabytes each, are kept in memory. */
const MODELS = 8;

/**
 * How a text becomes the input of a run's model; the same as in training and in `rnn-lab predict`.
 *
 * @throws NotFoundError if there is no such run
 * @throws UserError if its model or its analyzer is missing, or the model reads no text
 */
export async function tokenize(id: string, text: string): Promise<Tokenization> {
  try {
    const explain = await explainerOf(await directoryOf(id));
    return await explain(text);
  } catch (error) {
    throw asRunsError(error);
  }
}

type Explain = (text: string) => Promise<Tokenization>;

/** By the run's folder. */
const explainerOf = memoize(MODELS, async (directory): Promise<Explain> => {
  const { members } = await readPreprocessing(directory);
  if (members === null) return networkExplainer(directory);
  const explainers = await Promise.all(members.map((name) => memberExplainer(directory, memberFolder(name))));
  return async (text) => {
    const parts = await Promise.all(explainers.map((explain) => explain(text)));
    return { tokens: [], input: parts.flatMap(({ input }) => input) };
  };
});

async function networkExplainer(directory: string, folder?: ModelFolder): Promise<Explain> {
  const { TextPipeline } = await textPackage();
  const preprocessing = await readPreprocessing(directory, folder);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory, folder) : [];
  const pipeline = TextPipeline.fromJSON({ preprocessing, vocabulary });
  return async (text) => {
    const { tokens, input } = await pipeline.explain(text);
    return { tokens: [...tokens], input };
  };
}

/** That of a linear model answers with its log-odds, which the browser needn't compute. */
async function memberExplainer(directory: string, folder: ModelFolder): Promise<Explain> {
  const { isNgramUnit, NgramModel } = await textPackage();
  const { cleaning } = await readPreprocessing(directory, folder);
  if (!isNgramUnit(cleaning)) return networkExplainer(directory, folder);
  const [artifacts, vocabulary] = await Promise.all([
    readModel(directory, folder),
    readVocabulary(directory, folder),
  ]);
  const model = NgramModel.fromFiles({ unit: cleaning, artifacts, vocabulary });
  return async (text) => ({ tokens: [], input: [...model.logOdds([text])] });
}

/** An analyzer's failure as an error of the run; other errors as they are. */
function asRunsError(error: unknown): unknown {
  // By name: the analyzers may not be loaded, and importing them while the first request fails has left out the class.
  if (!isUserError(error) || error.name !== 'TextError') return error;
  return new RunsError('analyzer-failed', error.message, { reason: error.message });
}
