import '@rnn-lab/models/layers';
import { MODEL_FOLDER, readModel, RunsError } from '@rnn-lab/runs';
import type { ModelFolder } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';

/**
 * The model of a run's folder.
 *
 * @param folder of an ensemble's member, to load that one
 *
 * @throws RunsError if it can't be read; `unbuildable-model` if TensorFlow.js can't build what model.json describes
 */
export async function loadSavedModel(
  directory: string,
  folder: ModelFolder = MODEL_FOLDER,
): Promise<tf.LayersModel> {
  const artifacts = await readModel(directory, folder);
  try {
    return await tf.loadLayersModel({ load: () => Promise.resolve(artifacts) });
  } catch (error) {
    // TensorFlow.js throws errors of any class, and some messages quote the whole file.
    const reason = String((error as Error).message ?? error)
      .split('\n')[0]
      .slice(0, MOST_QUOTED);
    const file = `${folder}/model.json`;
    throw new RunsError(
      'unbuildable-model',
      `${file} doesn't describe a model that TensorFlow.js can build (${reason}); train the run again.`,
      { file, reason },
    );
  }
}

/** Characters of TensorFlow.js's message. */
const MOST_QUOTED = 200;
