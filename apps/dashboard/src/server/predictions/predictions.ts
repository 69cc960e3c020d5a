import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSize, predictionsFile, readPredictions, readRun, SPLITS } from '@rnn-lab/runs';
import { classNames } from '#api/classes';
import { NotFoundError } from '#server/store/errors';
import { memoize } from '#server/store/memoize';
import { directoryOf } from '#server/store/run-directory';
import { singleton } from '#server/store/singleton';
import { fileVersion } from '#server/store/file-version';
import { pageOfPredictions } from './query-predictions';
import type { MulticlassPrediction, SentimentPrediction, SeriesPrediction, Split } from '@rnn-lab/runs';
import type { PredictionsPage, PredictionsQuery } from '#api/predictions';

/** Files kept in memory; one with IMDB's 25,000 reviews takes about 70 MB. */
const FILES_KEPT = 3;

/** Bytes of a file that is read into memory: some hundred thousand reviews. */
const FILE_BYTES = 512 * 2 ** 20;

export type Predictions =
  | { kind: 'sentiment'; rows: SentimentPrediction[] }
  /** `classes`: a name for each probability. */
  | { kind: 'multiclass'; rows: MulticlassPrediction[]; classes: string[] }
  | { kind: 'series'; rows: SeriesPrediction[] };

/** The predictions of a split that `query` selects. Rejects with a `NotFoundError` if there is no such run or split. */
export async function queryPredictions(
  id: string,
  split: string,
  query: PredictionsQuery,
): Promise<PredictionsPage> {
  return pageOfPredictions(await predictionsOf(id, split, query.output), query);
}

/**
 * All predictions of a split, from memory if the file has not changed. Rejects like `queryPredictions`.
 *
 * @param output of a model with several, by its name
 * @throws RunsError `no-output` if the model has no such output
 */
export async function predictionsOf(id: string, split: string, output?: string): Promise<Predictions> {
  const directory = await directoryOf(id);
  const known = SPLITS.find((each) => each === split);
  const version = known && fileVersion(join(directory, predictionsFile(known)));
  if (!version) {
    const details = { code: 'no-predictions', values: { id, split } };
    throw new NotFoundError(
      `The run ${id} has no predictions of the split ${JSON.stringify(split)}.`,
      details,
    );
  }
  return filesRead()(JSON.stringify({ directory, split, output, version }));
}

function filesRead() {
  return singleton('predictions', () => memoize(FILES_KEPT, readFile));
}

/** What a file in memory depends on. */
interface Key {
  directory: string;
  split: Split;
  output?: string;
}

async function readFile(key: string): Promise<Predictions> {
  const { directory, split, output } = JSON.parse(key) as Key;
  const file = predictionsFile(split);
  checkSize(file, (await stat(join(directory, file))).size, FILE_BYTES);
  const sentiment: SentimentPrediction[] = [];
  const multiclass: MulticlassPrediction[] = [];
  const series: SeriesPrediction[] = [];
  for await (const row of readPredictions(directory, split, output)) {
    if ('probability' in row) sentiment.push(row);
    else if ('probabilities' in row) multiclass.push(row);
    else series.push(row);
  }
  if (series.length > 0) return { kind: 'series', rows: series };
  if (multiclass.length === 0) return { kind: 'sentiment', rows: sentiment };
  const { run } = await readRun(directory);
  const named = output === undefined ? run?.classes : run?.outputs[output]?.classes;
  const classes = classNames(named, multiclass[0].probabilities.length);
  return { kind: 'multiclass', rows: multiclass, classes };
}
