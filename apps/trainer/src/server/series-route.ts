import { z } from 'zod';
import type { SeriesModel } from '../saved-model/series-model';
import { HttpError } from './http-error';
import { predictRoute } from './predict-route';
import type { PredictRoute } from './predict-route';
import type { PredictionQueue } from './prediction-queue';

/** POST /predict of a model of a series: values in, by column if there are several, and the forecast out. */
export function seriesRoute(
  { preprocessing, window, horizon }: SeriesModel,
  queue: PredictionQueue<readonly number[][], number[]>,
): PredictRoute {
  const columns = preprocessing.columns ?? [];
  const values = z
    .array(z.number())
    .min(window)
    .meta({
      description: `At least ${window} values in the series’ own unit, the oldest first; the last ${window} are used.`,
    });
  const response = z
    .object({
      forecast: z
        .array(z.number())
        .length(horizon)
        .meta({ description: `The ${horizon} that follow, in the unit of the forecast column.` }),
    })
    .meta({ id: 'PredictResponse' });
  const summary = 'Forecast the values that follow a series';

  if (columns.length <= 1) {
    return predictRoute({
      summary,
      request: z.strictObject({ values }).meta({ id: 'PredictRequest', description: columns[0] }),
      response,
      answer: async ({ values }, signal) => forecast([values], signal),
    });
  }
  const byColumn = z
    .strictObject(Object.fromEntries(columns.map((name) => [name, values])))
    .refine(
      (given) => new Set(Object.values(given).map(({ length }) => length)).size === 1,
      'give as many values of each column',
    );
  return predictRoute({
    summary,
    request: z.strictObject({ columns: byColumn }).meta({ id: 'PredictRequest' }),
    response,
    answer: async (body, signal) =>
      forecast(
        columns.map((name) => body.columns[name]),
        signal,
      ),
  });

  async function forecast(series: readonly number[][], signal: AbortSignal) {
    const [forecast] = await queue.predict([series], signal);
    if (!forecast.every(Number.isFinite)) {
      throw new HttpError(
        422,
        'not-finite',
        'The values are too large for float32; send those of the series.',
      );
    }
    return { forecast };
  }
}
