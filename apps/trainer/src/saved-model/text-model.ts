import { checkEngine } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/engine';
import { loadSavedModel } from '@rnn-lab/export';
import { readPreprocessing } from '@rnn-lab/runs';
import { classifierOutputs, rowOf } from './classify';
import type { Classification, ClassifierOutput } from './classify';
import { loadEnsemble } from './ensemble';
import type { SavedRun } from './find-run';
import { readPipeline } from './read-pipeline';
import { startEngine } from './start-engine';
import type { EngineChoice } from './start-engine';

/** What a model says of one text: a classification per output, in the model's order. */
export interface TextPrediction {
  outputs: Classification[];
  /** Whether no word of the text is in the vocabulary. */
  unknown: boolean;
}

/** A run's classifier, from raw texts to classes. */
export interface TextModel {
  readonly outputs: readonly ClassifierOutput[];
  /** Why matrix products run in WebAssembly, if they do. */
  readonly matMulFallback?: string;
  /**
   * The model's input, by text a row: its ids; for an ensemble, those of each member one after the other.
   *
   * @throws UserError `text-too-long` {index}
   */
  encode(texts: readonly string[]): Promise<NdArray>;
  /** @param x from `encode` */
  predict(x: NdArray, signal?: AbortSignal): Promise<TextPrediction[]>;
  close(): Promise<void>;
}

/**
 * Loads a run's classifier of texts and starts the engine.
 *
 * @throws UsageError, UserError, RunsError if the run has no such model or its files are broken
 * @throws EngineUnavailableError, UnsupportedModelError
 */
export async function loadTextModel(saved: SavedRun, choice: EngineChoice): Promise<TextModel> {
  await checkEngine(choice.engine, choice);
  const preprocessing = await readPreprocessing(saved.directory);
  if (preprocessing.members) return loadEnsemble(saved, preprocessing.members, choice);
  const pipeline = await readPipeline(saved.directory);
  const model = await loadSavedModel(saved.directory);
  const outputs = classifierOutputs(model, saved);
  const losses = outputs.map(
    ({ name, width }) => [name, width === 1 ? 'binaryCrossentropy' : 'categoricalCrossentropy'] as const,
  );
  const { engine, matMulFallback } = await startEngine(model, Object.fromEntries(losses), choice);
  return {
    outputs,
    matMulFallback,
    encode: (texts) => pipeline.encode(texts),
    async predict(ids, signal) {
      const predicted = await engine.predict(ids, { signal });
      return Array.from({ length: ids.shape[0] }, (_, row) => ({
        outputs: outputs.map((output) => output.classify(rowOf(predicted, output, row))),
        unknown: !pipeline.hasKnownWord(ids, row),
      }));
    },
    close: () => engine.close(),
  };
}
