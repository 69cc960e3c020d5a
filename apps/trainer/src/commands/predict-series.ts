import type { Host } from '../host';
import { UsageError } from '../errors';
import { say } from '../language';
import type { SavedRun } from '../saved-model/find-run';
import { loadRecentSeries } from '../saved-model/recent-series';
import { loadSeriesModel } from '../saved-model/series-model';
import type { SeriesModel } from '../saved-model/series-model';
import { describeRepairs } from '../series/describe-series';
import { slowerProducts } from '../terminal/slower-products';
import { FORECAST_FORMATS } from './forecast-formats';
import type { PredictOptions } from './predict';

/**
 * Forecasts the values that follow the last row of a file, or of the series that the model was trained on, and prints a line
 * for each.
 *
 * @param files one at most, absolute
 * @throws UsageError if the file doesn't continue the run's series
 */
export async function predictSeries(
  saved: SavedRun,
  files: readonly string[],
  options: PredictOptions,
  { signal }: Host,
): Promise<void> {
  refuseOptionsOfTexts(saved, files, options);
  const model = await loadSeriesModel(saved, options);
  try {
    if (model.matMulFallback) process.stderr.write(`${slowerProducts(model.matMulFallback)}\n`);
    const [file] = files;
    const { columns, times } = file === undefined ? endOfRun(saved, model) : await endOfFile(file);
    const [values] = await model.predict(await model.encode([columns]), signal);
    if (!values.every(Number.isFinite)) {
      throw new UsageError(
        `The forecast of ${saved.run.id} is beyond the numbers of float32: name a file with values like those that it was trained on, or train it again with a smaller --learning-rate.`,
      );
    }
    process.stdout.write(
      FORECAST_FORMATS[options.format](values.map((value, i) => ({ time: times[i], value }))),
    );
  } finally {
    await model.close();
  }

  async function endOfFile(path: string) {
    const { encoding } = options;
    const series = await loadRecentSeries(path, saved.run, model, encoding ?? undefined);
    const repairs = describeRepairs(series);
    if (repairs) process.stderr.write(`${say({ en: 'Repaired', ko: '바로잡음' })}: ${repairs}\n`);
    return { columns: series.columns.map(({ values }) => values), times: series.timesAfter(model.horizon) };
  }
}

function endOfRun({ run }: SavedRun, { preprocessing: { end } }: SeriesModel) {
  if (end) return { columns: end.window, times: end.times };
  throw new UsageError(
    `${run.id} doesn't keep the end of its series; name a file of it: rnn-lab predict ${run.id} FILE`,
  );
}

/** @throws UsageError */
function refuseOptionsOfTexts(
  { run }: SavedRun,
  files: readonly string[],
  { textColumn, encoding }: PredictOptions,
): void {
  if (textColumn !== null) {
    throw new UsageError(`--text-column is for texts, and ${run.id} forecasts a series; remove it.`);
  }
  if (files.length > 1) {
    throw new UsageError(`A forecast goes on from one series; name one file instead of ${files.length}.`);
  }
  if (encoding !== null && files.length === 0) {
    throw new UsageError('--encoding is that of a file; name the file.');
  }
}
