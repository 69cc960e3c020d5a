import { createEngine, resolveMatMul } from '@rnn-lab/engine';
import { readModel, readPreprocessing, readRun, readVocabulary } from '@rnn-lab/runs';
import { padSequences } from '@rnn-lab/text';
import * as tf from '@tensorflow/tfjs';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { UsageError } from '../errors';
import { runsFolder } from '../folders';
import { textReader } from '../preprocessing';
import { slowerProducts } from '../terminal/slower-products';
import type { Host } from '../host';

/**
 * Reads texts from stdin, a line each, and prints for each a line: the label, a tab, the probability of label 1.
 * An answer comes as soon as its line is there.
 */
export async function predict(
  id: string,
  runsDir: string | null,
  { signal, outputClosed, stdin }: Host,
): Promise<void> {
  const model = await loadModel(join(runsFolder(runsDir), id));
  try {
    const input = addAbortSignal(signal, stdin().setEncoding('utf8'));
    for await (const lines of linesOf(input)) {
      for (const probability of await model.predict(lines)) {
        process.stdout.write(`${probability > 0.5 ? 1 : 0}\t${probability.toFixed(6)}\n`);
      }
      if (outputClosed.aborted) break;
    }
  } finally {
    await model.close();
  }
}

/** A run's model, from raw text to probability. */
async function loadModel(directory: string) {
  const { problem } = await readRun(directory);
  if (problem) throw new UsageError(`${directory} is no run (${problem}); name one by its id.`);
  const reader = await textReader(await readPreprocessing(directory), await readVocabulary(directory));
  const model = await tf.loadLayersModel({ load: () => readModel(directory) });
  const { name: matmul, fallbackReason } = resolveMatMul();
  if (fallbackReason) process.stderr.write(`${slowerProducts(fallbackReason)}\n`);
  const engine = await createEngine('cpu', model, { loss: 'binaryCrossentropy', matmul });

  return {
    async predict(texts: readonly string[]): Promise<Iterable<number>> {
      const { data } = await engine.predict(padSequences(await reader.sequences(texts), reader.maxLength));
      return data;
    },
    close: () => engine.close(),
  };
}

/** The lines of a text, as many at a time as there are. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest) yield [rest];
}
