import { UserError } from '@rnn-lab/errors';
import { readPreprocessing, readRun, readVocabulary, RunsError } from '@rnn-lab/runs';
import type { Preprocessing, Run } from '@rnn-lab/runs';
import type * as tf from '@tensorflow/tfjs';
import { loadSavedModel } from './load-model';

/** A run's model, and what prepares its input. */
export interface ExportedRun {
  run: Run;
  /** The run's folder. */
  directory: string;
  model: tf.LayersModel;
  preprocessing: Preprocessing;
  /** The words by rank, from 1; null for a model that reads no text. */
  vocabulary: readonly string[] | null;
}

/**
 * @throws RunsError if the run or its model can't be read
 * @throws UserError `not-exportable` {what} if it is an ensemble, which no format has an equivalent of
 */
export async function readExportedRun(directory: string): Promise<ExportedRun> {
  const { run, problem } = await readRun(directory);
  if (!run) throw new RunsError('no-run', `${directory} isn't a run: ${problem}`, { folder: directory });
  const preprocessing = await readPreprocessing(directory);
  const { members } = preprocessing;
  if (members !== null) {
    throw new UserError(
      'not-exportable',
      `${run.id} is an ensemble of ${members.join(', ')}, which has no equivalent in other formats; export the runs of its networks, which are in the same group.`,
      { what: 'ensemble' },
    );
  }
  return {
    run,
    directory,
    model: await loadSavedModel(directory),
    preprocessing,
    vocabulary: preprocessing.kind === 'text' ? await readVocabulary(directory) : null,
  };
}

/** The names of the classes, by output if the model has several; null if the run names none. */
export function classNames({
  run,
}: ExportedRun): readonly string[] | Record<string, readonly string[]> | null {
  if (run.classes.length > 0) return run.classes;
  const outputs = Object.entries(run.outputs).map(([name, { classes }]) => [name, classes] as const);
  return outputs.length > 0 ? Object.fromEntries(outputs) : null;
}
