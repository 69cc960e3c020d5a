import { loadTexts } from '@rnn-lab/data';
import { utf8Lines } from '@rnn-lab/data/utf8';
import { addAbortSignal } from 'node:stream';
import { UsageError } from '../errors';
import { displayPath } from '../folders';
import type { Host } from '../host';
import type { SavedRun } from '../saved-model/find-run';
import { refuseNotFinite } from '../saved-model/refuse-not-finite';
import { loadTextModel } from '../saved-model/text-model';
import type { TextModel, TextPrediction } from '../saved-model/text-model';
import { slowerProducts } from '../terminal/slower-products';
import { withPlace } from '../text-place';
import { predictionFormat } from './prediction-formats';
import type { PredictOptions } from './predict';

/** Texts that are predicted together, and where they are from. */
interface Batch {
  texts: string[];
  placeOf(index: number): string;
}

const STDIN = 'Standard input';
/** Texts of a file that are predicted together. */
const BATCH = 1000;

/**
 * Predicts texts, and prints a line for each, in their order: those of the files, else of stdin, where each line is answered
 * as soon as it arrives.
 *
 * @param files absolute
 * @throws UserError `not-utf8`, `wrong-encoding`, `text-too-long` or `not-finite` at the first such line
 */
export async function predictTexts(
  saved: SavedRun,
  files: readonly string[],
  options: PredictOptions,
  { signal, outputClosed, stdin }: Host,
): Promise<void> {
  refuseOptionsOfFiles(files, options);
  // Read before the model is loaded, so that a wrong file is refused at once.
  const batches =
    files.length > 0 ? await batchesOf(files, options) : batchesOfLines(addAbortSignal(signal, stdin()));
  const model = await loadTextModel(saved, options);
  try {
    if (model.matMulFallback) process.stderr.write(`${slowerProducts(model.matMulFallback)}\n`);
    const { header, line } = predictionFormat(options.format);
    process.stdout.write(header?.(model) ?? '');
    for await (const { texts, placeOf } of batches) {
      signal.throwIfAborted();
      const predictions = await predictBatch(model, texts, signal).catch((error: unknown) => {
        throw withPlace(error, placeOf);
      });
      process.stdout.write(texts.map((text, i) => line(text, predictions[i], model)).join(''));
      if (outputClosed.aborted) break;
    }
  } finally {
    await model.close();
  }
}

/** @throws UserError `text-too-long` or `not-finite` {index, reason} */
async function predictBatch(
  model: TextModel,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<TextPrediction[]> {
  const predictions = await model.predict(await model.encode(texts), signal);
  refuseNotFinite(predictions);
  return predictions;
}

/** @throws UsageError */
function refuseOptionsOfFiles(files: readonly string[], { textColumn, encoding }: PredictOptions): void {
  if (files.length > 0) return;
  if (textColumn !== null) throw new UsageError('--text-column names a column of a file; name the file.');
  if (encoding !== null)
    throw new UsageError('--encoding is that of a file; standard input is read as UTF-8.');
}

async function batchesOf(
  files: readonly string[],
  { textColumn, encoding }: PredictOptions,
): Promise<Batch[]> {
  const batches: Batch[] = [];
  for (const file of files) {
    const options = { textColumn: textColumn ?? undefined, encoding: encoding ?? undefined };
    const lines = await loadTexts(file, options);
    for (let begin = 0; begin < lines.length; begin += BATCH) {
      const batch = lines.slice(begin, begin + BATCH);
      batches.push({
        texts: batch.map(({ text }) => text),
        placeOf: (index) => `${displayPath(file)}, line ${batch[index].line}`,
      });
    }
  }
  return batches;
}

async function* batchesOfLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<Batch> {
  let read = 0;
  for await (const texts of utf8Lines(input, STDIN)) {
    const before = read;
    yield { texts, placeOf: (index) => `${STDIN}, line ${before + index + 1}` };
    read += texts.length;
  }
}
