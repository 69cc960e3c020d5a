import { loadSavedModel } from '@rnn-lab/export';
import type * as tf from '@tensorflow/tfjs';
import { UsageError } from '../errors';
import { classifierOutputs, rowOf } from './classify';
import { loadMembers } from './ensemble-members';
import type { SavedRun } from './find-run';
import { startEngine } from './start-engine';
import type { EngineChoice } from './start-engine';
import type { TextModel } from './text-model';

/**
 * Loads a run's ensemble and starts its engines.
 *
 * @param names of the members
 * @throws UsageError, UserError, RunsError if a file is missing or broken
 * @throws EngineUnavailableError, UnsupportedModelError
 */
export async function loadEnsemble(
  saved: SavedRun,
  names: readonly string[],
  choice: EngineChoice,
): Promise<TextModel> {
  const { directory } = saved;
  const model = await loadSavedModel(directory);
  checkInput(model, names, directory);
  const [output] = classifierOutputs(model, saved);
  const members = await loadMembers(directory, names, choice);
  const { engine, matMulFallback } = await startEngine(model, 'binaryCrossentropy', choice);
  return {
    outputs: [output],
    matMulFallback,
    encode: (texts) => members.encode(texts),
    async predict(x, signal) {
      const predicted = await engine.predict(await members.logOdds(x, signal), { signal });
      return Array.from({ length: x.shape[0] }, (_, row) => ({
        outputs: [output.classify(rowOf(predicted, output, row))],
        unknown: !members.hasKnownWord(x, row),
      }));
    },
    async close() {
      await engine.close();
      await members.close();
    },
  };
}

/** @throws UsageError */
function checkInput(model: tf.LayersModel, names: readonly string[], directory: string): void {
  const width = model.inputs[0].shape.at(-1);
  if (width === names.length && model.outputs.length === 1 && model.outputs[0].shape.at(-1) === 1) return;
  throw new UsageError(
    `${directory}: the model combines ${width} predictions, but preprocessing.json names ${names.length} members; put back the original files.`,
  );
}
