import { utf8Lines } from '@rnn-lab/data/utf8';
import '@rnn-lab/models/masked-pooling';
import { createEngine, outputNames, resolveMatMul } from '@rnn-lab/engine';
import { readModel, readPreprocessing, readRun, readVocabulary } from '@rnn-lab/runs';
import { TextPipeline } from '@rnn-lab/text';
import * as tf from '@tensorflow/tfjs';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { UsageError } from '../errors';
import { runsFolder } from '../folders';
import { slowerProducts } from '../terminal/slower-products';
import { withPlace } from '../text-place';
import type { NdArray, NdArrays, Outputs } from '@rnn-lab/engine';
import type { Host } from '../host';

const STDIN = 'Standard input';

/** The third field if no word of the text is in the vocabulary; the playground's name for such a word. */
const UNKNOWN = 'unknown';

/**
 * Reads texts from stdin, one per line, and prints one line per text: the most probable class, tab, its probability. Where
 * the run names no classes, these are the label and the probability of label 1. A model with several outputs gives such a
 * pair for each, in its order. If no word of the text is in the vocabulary, one more field, `unknown`, marks the line. Each line is answered as soon as it arrives.
 *
 * @throws UserError `not-utf8` or `text-too-long` at the first such line
 */
export async function predict(
  id: string,
  runsDir: string | null,
  { signal, outputClosed, stdin }: Host,
): Promise<void> {
  const model = await loadModel(join(runsFolder(runsDir), id));
  try {
    const input = addAbortSignal(signal, stdin());
    let read = 0;
    for await (const lines of utf8Lines(input, STDIN)) {
      const predictions = await model.predict(lines).catch((error: unknown) => {
        throw withPlace(error, (index) => `${STDIN}, line ${read + index + 1}`);
      });
      for (const { outputs, hasKnownWord } of predictions) {
        const pairs = outputs.flatMap(({ name, probability }) => [name, probability.toFixed(6)]);
        const fields = [...pairs, ...(hasKnownWord ? [] : [UNKNOWN])];
        process.stdout.write(`${fields.join('\t')}\n`);
      }
      read += lines.length;
      if (outputClosed.aborted) break;
    }
  } finally {
    await model.close();
  }
}

/** A run's model, from raw texts to each output's most probable class and its probability. */
async function loadModel(directory: string) {
  const { run, problem } = await readRun(directory);
  if (problem) throw new UsageError(`${directory} isn't a run (${problem}); name a run by its id.`);
  const preprocessing = await readPreprocessing(directory);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory) : [];
  const pipeline = TextPipeline.fromJSON({ preprocessing, vocabulary });
  const model = await tf.loadLayersModel({ load: () => readModel(directory) });
  const { name: matmul, fallbackReason } = resolveMatMul();
  if (fallbackReason) process.stderr.write(`${slowerProducts(fallbackReason)}\n`);
  const names = outputNames(model);
  const classifiers = names.map((name, i) => {
    const width = model.outputs[i].shape.at(-1) as number;
    const classes = names.length === 1 ? run?.classes : run?.outputs[name]?.classes;
    return { name, width, classify: classifier(directory, width, classes ?? []) };
  });
  const losses = classifiers.map(
    ({ name, width }) => [name, width === 1 ? 'binaryCrossentropy' : 'categoricalCrossentropy'] as const,
  );
  const engine = await createEngine<Outputs>('cpu', model, { loss: Object.fromEntries(losses), matmul });

  return {
    async predict(texts: readonly string[]) {
      const ids = await pipeline.encode(texts);
      const predicted = await engine.predict(ids);
      return texts.map((_, row) => ({
        outputs: classifiers.map(({ name, width, classify }) => {
          const { data } = names.length === 1 ? (predicted as NdArray) : (predicted as NdArrays)[name];
          return classify(data.subarray(row * width, (row + 1) * width));
        }),
        hasKnownWord: pipeline.hasKnownWord(ids, row),
      }));
    },
    close: () => engine.close(),
  };
}

/**
 * From a row of outputs to what is printed.
 *
 * @throws UsageError if the run's classes don't fit the model's outputs
 */
function classifier(directory: string, width: number, classes: readonly string[]) {
  const count = Math.max(2, width);
  if (classes.length > 0 && classes.length !== count) {
    throw new UsageError(
      `${directory}/run.json names ${classes.length} classes, but the model tells ${count} apart; put back the original file.`,
    );
  }
  return (outputs: Float32Array | Int32Array) => {
    const probabilities = width === 1 ? [1 - outputs[0], outputs[0]] : Array.from(outputs);
    const best = probabilities.reduce((max, value, i) => (value > probabilities[max] ? i : max), 0);
    const shown = classes.length > 0 || width > 2 ? best : 1;
    return { name: classes[best] ?? best, probability: probabilities[shown] };
  };
}
