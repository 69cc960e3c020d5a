import { utf8Lines } from '@rnn-lab/data/utf8';
import '@rnn-lab/models/masked-pooling';
import { createEngine, resolveMatMul } from '@rnn-lab/engine';
import { readModel, readPreprocessing, readRun, readVocabulary } from '@rnn-lab/runs';
import { TextPipeline } from '@rnn-lab/text';
import * as tf from '@tensorflow/tfjs';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { UsageError } from '../errors';
import { runsFolder } from '../folders';
import { slowerProducts } from '../terminal/slower-products';
import { withPlace } from '../text-place';
import type { Host } from '../host';

const STDIN = 'Standard input';

/** The third field if no word of the text is in the vocabulary; the playground's name for such a word. */
const UNKNOWN = 'unknown';

/**
 * Reads texts from stdin, one per line, and prints one line per text: the most probable class, tab, its probability. In a
 * run that names no classes, the line is the label and the probability of label 1. If no word of the text is in the
 * vocabulary, a third field, `unknown`, marks the line. Each line is answered as soon as it arrives.
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
      for (const { name, probability, hasKnownWord } of predictions) {
        const fields = [name, probability.toFixed(6), ...(hasKnownWord ? [] : [UNKNOWN])];
        process.stdout.write(`${fields.join('\t')}\n`);
      }
      read += lines.length;
      if (outputClosed.aborted) break;
    }
  } finally {
    await model.close();
  }
}

/** A run's model, from raw texts to the most probable class and its probability. */
async function loadModel(directory: string) {
  const { run, problem } = await readRun(directory);
  if (problem) throw new UsageError(`${directory} isn't a run (${problem}); name a run by its id.`);
  const preprocessing = await readPreprocessing(directory);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory) : [];
  const pipeline = TextPipeline.fromJSON({ preprocessing, vocabulary });
  const model = await tf.loadLayersModel({ load: () => readModel(directory) });
  const { name: matmul, fallbackReason } = resolveMatMul();
  if (fallbackReason) process.stderr.write(`${slowerProducts(fallbackReason)}\n`);
  if (model.outputs.length > 1) {
    throw new UsageError(
      `The model of ${directory} has ${model.outputs.length} outputs; predict labels texts by a model with one.`,
    );
  }
  const width = model.outputs[0].shape.at(-1) as number;
  const classify = classifier(directory, width, run?.classes ?? []);
  const loss = width === 1 ? 'binaryCrossentropy' : 'categoricalCrossentropy';
  const engine = await createEngine('cpu', model, { loss, matmul });

  return {
    async predict(texts: readonly string[]) {
      const ids = await pipeline.encode(texts);
      const { data } = await engine.predict(ids);
      return texts.map((_, row) => ({
        ...classify(data.subarray(row * width, (row + 1) * width)),
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
