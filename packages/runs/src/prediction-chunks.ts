import { predictionError } from './errors';
import { stringify } from './json';
import { PredictionsFormat } from './prediction-format';
import type { PredictionLine } from './lines';
import type { RunFile } from './run-file';

/** Characters of predictions per write. */
const CHUNK = 64 * 1024;

/**
 * The lines of a predictions file, in chunks to write. An error of `rows` is passed on.
 *
 * @param check called before each row; throws if no more are to be written
 * @throws RunsError `invalid-prediction` at a row that `readPredictions` would refuse
 */
export async function* predictionChunks(
  file: string,
  run: RunFile,
  rows: Iterable<PredictionLine> | AsyncIterable<PredictionLine>,
  check: () => void,
): AsyncGenerator<string> {
  const format = new PredictionsFormat(run);
  let chunk = '';
  for await (const row of rows) {
    check();
    if (!format.accepts(row)) throw predictionError(file, row.index);
    chunk += `${stringify(row)}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
