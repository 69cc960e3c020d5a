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
 * Reads texts from stdin, one per line, and prints one line per text: label, tab, probability of label 1. If no word of
 * the text is in the vocabulary, a third field, `unknown`, marks the line. Each line is answered as soon as it arrives.
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
      for (const { probability, hasKnownWord } of predictions) {
        const fields = [
          probability > 0.5 ? 1 : 0,
          probability.toFixed(6),
          ...(hasKnownWord ? [] : [UNKNOWN]),
        ];
        process.stdout.write(`${fields.join('\t')}\n`);
      }
      read += lines.length;
      if (outputClosed.aborted) break;
    }
  } finally {
    await model.close();
  }
}

/** A run's model, from raw texts to probabilities. */
async function loadModel(directory: string) {
  const { problem } = await readRun(directory);
  if (problem) throw new UsageError(`${directory} isn't a run (${problem}); name a run by its id.`);
  const preprocessing = await readPreprocessing(directory);
  const vocabulary = preprocessing.kind === 'text' ? await readVocabulary(directory) : [];
  const pipeline = TextPipeline.fromJSON({ preprocessing, vocabulary });
  const model = await tf.loadLayersModel({ load: () => readModel(directory) });
  const { name: matmul, fallbackReason } = resolveMatMul();
  if (fallbackReason) process.stderr.write(`${slowerProducts(fallbackReason)}\n`);
  const engine = await createEngine('cpu', model, { loss: 'binaryCrossentropy', matmul });

  return {
    async predict(texts: readonly string[]) {
      const ids = await pipeline.encode(texts);
      const { data } = await engine.predict(ids);
      return Array.from(data, (probability, row) => ({
        probability,
        hasKnownWord: pipeline.hasKnownWord(ids, row),
      }));
    },
    close: () => engine.close(),
  };
}
