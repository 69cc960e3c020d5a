import '@rnn-lab/models/masked-pooling';
import { checkEngine, createEngine, resolveMatMul } from '@rnn-lab/engine';
import type { EngineName, NdArray, Outputs } from '@rnn-lab/engine';
import { readModel, readPreprocessing, readVocabulary } from '@rnn-lab/runs';
import { TextPipeline } from '@rnn-lab/text';
import * as tf from '@tensorflow/tfjs';
import { classifierOutputs, rowOf } from './classify';
import type { Classification, ClassifierOutput } from './classify';
import type { SavedRun } from './find-run';

// Without production mode TensorFlow.js prints four lines that recommend its native package.
tf.enableProdMode();

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
   * The ids of texts, shape [texts, tokens].
   *
   * @throws UserError `text-too-long` {index}
   */
  encode(texts: readonly string[]): Promise<NdArray>;
  /** @param ids from `encode` */
  predict(ids: NdArray, signal?: AbortSignal): Promise<TextPrediction[]>;
  close(): Promise<void>;
}

/**
 * Loads a run's classifier of texts and starts the engine.
 *
 * @throws UsageError, UserError, RunsError if the run has no such model or its files are broken
 * @throws EngineUnavailableError, UnsupportedModelError
 */
export async function loadTextModel(
  saved: SavedRun,
  { engine: name, workers }: { engine: EngineName; workers?: number },
): Promise<TextModel> {
  await checkEngine(name);
  const { directory } = saved;
  const preprocessing = await readPreprocessing(directory);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory) : [];
  const pipeline = TextPipeline.fromJSON({ preprocessing, vocabulary });
  const model = await tf.loadLayersModel({ load: () => readModel(directory) });
  const outputs = classifierOutputs(model, saved);
  const products = name === 'cpu' ? resolveMatMul() : undefined;
  const losses = outputs.map(
    ({ name, width }) => [name, width === 1 ? 'binaryCrossentropy' : 'categoricalCrossentropy'] as const,
  );
  const engine = await createEngine<Outputs>(name, model, {
    loss: Object.fromEntries(losses),
    matmul: products?.name,
    workers,
  });
  return {
    outputs,
    matMulFallback: products?.fallbackReason,
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
