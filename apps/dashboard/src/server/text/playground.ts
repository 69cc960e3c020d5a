import { isUserError } from '@rnn-lab/errors';
import { detailsOf, HOLDOUT_FOLDER, memberFolder, readPreprocessing, RunsError } from '@rnn-lab/runs';
import { binaryProbabilities } from '#api/classes';
import { predictionsQuery } from '#api/predictions';
import { queryPredictions } from '#server/predictions/predictions';
import { playgroundObstacle, seriesSplits } from '#server/store/playground-obstacle';
import { directoryOf } from '#server/store/run-directory';
import { otherDictionary } from './dictionary';
import type { Preprocessing } from '@rnn-lab/runs';
import type {
  HoldoutModel,
  PlaygroundExample,
  PlaygroundOutput,
  PlaygroundPlan,
  Scaling,
} from '#api/playground';
import type { RunDetail } from '#api/run';

const EXAMPLES = 3;

/** How to try a run's model. */
export async function playgroundOf(run: RunDetail): Promise<PlaygroundPlan> {
  let preprocessing: Preprocessing;
  let holdout: HoldoutModel | null;
  let members: Preprocessing[];
  try {
    const directory = await directoryOf(run.id);
    preprocessing = await readPreprocessing(directory);
    const names = preprocessing.members ?? [];
    members = await Promise.all(names.map((name) => readPreprocessing(directory, memberFolder(name))));
    holdout = await holdoutOf(run);
  } catch (error) {
    if (isUserError(error)) return { kind: 'none', reason: error.message, details: detailsOf(error) };
    throw error;
  }
  const { kind, maxLength, scaling } = preprocessing;
  if (kind === 'text') {
    const parts = preprocessing.members ? members : [preprocessing];
    return {
      kind,
      reads: parts.some(({ cleaning }) => cleaning?.startsWith('korean')) ? 'ko' : 'en',
      otherDictionary: await otherDictionary(
        run.run,
        parts.find(({ analyzer }) => analyzer) ?? preprocessing,
      ),
      outputs: await textOutputs(run),
      members:
        preprocessing.members?.map((name, i) => ({
          name,
          // A linear model of n-grams reads a text to its end.
          isNetwork: members[i].maxLength !== null,
        })) ?? null,
    };
  }
  const obstacle = playgroundObstacle(preprocessing, run);
  if (obstacle) return { kind: 'none', ...obstacle };
  return {
    kind,
    splits: seriesSplits(run.predictions),
    windowLength: maxLength ?? 0,
    scaling: scalingOf(scaling),
    holdout,
    unit: run.run?.metricInfo.rmse?.unit,
  };
}

function scalingOf(scaling: Preprocessing['scaling']): Scaling {
  return { mean: scaling?.mean ?? 0, deviation: scaling?.deviation ?? 1 };
}

/** null if the run has no such model: it has no hold-out, or is older than that file. */
async function holdoutOf({ id, predictions }: RunDetail): Promise<HoldoutModel | null> {
  if (!predictions.includes('holdout')) return null;
  const page = await queryPredictions(id, 'holdout', predictionsQuery.parse({ limit: 1 }));
  if (page.kind !== 'series' || page.rows.length === 0) return null;
  try {
    const { scaling } = await readPreprocessing(await directoryOf(id), HOLDOUT_FOLDER);
    return { from: page.rows[0].time, scaling: scalingOf(scaling) };
  } catch (error) {
    if (error instanceof RunsError && error.code === 'missing-file') return null;
    throw error;
  }
}

async function textOutputs(detail: RunDetail): Promise<PlaygroundOutput[]> {
  const { classes = [], outputs = {} } = detail.run ?? {};
  const named = Object.entries(outputs).map(([name, { classes }]) => ({ name, classes }));
  return Promise.all(
    (named.length > 0 ? named : [{ classes }]).map(async (output: Omit<PlaygroundOutput, 'examples'>) => ({
      ...output,
      examples: await exampleTexts(detail, output.name),
    })),
  );
}

/** The first texts of the test set, and those that the output errs on most. */
async function exampleTexts(
  { id, predictions }: RunDetail,
  output: string | undefined,
): Promise<PlaygroundExample[]> {
  if (!predictions.includes('test')) return [];
  const rowsBy = async (query: object): Promise<PlaygroundExample[]> => {
    const page = await queryPredictions(
      id,
      'test',
      predictionsQuery.parse({ ...query, output, limit: EXAMPLES }),
    );
    switch (page.kind) {
      case 'sentiment':
        return page.rows.map((row) => ({ ...row, probabilities: binaryProbabilities(row.probability) }));
      case 'multiclass':
        return page.rows;
      case 'series':
        return [];
    }
  };
  const rows = [...(await rowsBy({ sort: 'index' })), ...(await rowsBy({ sort: 'error' }))];
  const distinct = rows.filter(({ index }, i) => rows.findIndex((row) => row.index === index) === i);
  return distinct.map(({ index, text, label, probabilities }) => ({ index, text, label, probabilities }));
}
