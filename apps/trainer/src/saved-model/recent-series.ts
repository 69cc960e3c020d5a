import { loadSeries } from '@rnn-lab/data';
import type { Encoding, Series } from '@rnn-lab/data';
import { isUserError } from '@rnn-lab/errors';
import type { Run } from '@rnn-lab/runs';
import { UsageError } from '../errors';
import seriesExperiment from '../experiments/series';
import { resolveOptions } from '../flags/options';
import { displayPath } from '../folders';
import type { SeriesModel } from './series-model';

const { time, decimal, thousands, fill } = seriesExperiment.parameters;
/** The parameters that say how a file is read. */
const READING = { time, decimal, thousands, fill };

/**
 * Reads a file that continues a run's series as the training read its own: the same columns and notation, and repaired alike.
 *
 * @throws UsageError if it has other columns, another frequency or too few rows
 * @throws UserError like `loadSeries`
 */
export async function loadRecentSeries(
  path: string,
  run: Run,
  { preprocessing, window }: SeriesModel,
  encoding: Encoding | undefined,
): Promise<Series> {
  const reading = resolveOptions(READING, run.params);
  const [value, ...features] = preprocessing.columns ?? [];
  const options = {
    value,
    features,
    encoding,
    time: reading.time ?? undefined,
    decimal: reading.decimal,
    thousands: reading.thousands,
    fill: reading.fill ?? undefined,
  };
  const series = await loadSeries(path, options).catch((error: unknown) => {
    throw refusalOf(
      error,
      path,
      [reading.time, value, ...features].filter((name) => name != null),
    );
  });
  const { frequency } = preprocessing;
  const rows = series.times.length;
  if (rows < window) {
    throw new UsageError(
      `${displayPath(path)} has ${rows} rows, but ${run.id} forecasts from the last ${window}; add the rows before them.`,
    );
  }
  if (frequency !== null && series.frequency.name !== frequency) {
    throw new UsageError(
      `${displayPath(path)} is ${series.frequency.name}, but ${run.id} was trained on a series that is ${frequency}; name a file that is too, with enough rows to show it.`,
    );
  }
  return series;
}

/** The flags that help a training are none of a prediction, which reads as its run did. */
function refusalOf(error: unknown, path: string, needed: readonly string[]): unknown {
  if (!isUserError(error) || error.code === 'wrong-encoding') return error;
  if (error.code !== 'no-column') return new UsageError(error.message);
  const wanted =
    needed.length > 0
      ? `the run was trained with ${needed.map((name) => JSON.stringify(name)).join(', ')}`
      : 'the run was trained on a single series';
  return new UsageError(
    `${displayPath(path)} has the columns ${error.values.columns}, but ${wanted}; name a file that fits.`,
  );
}
