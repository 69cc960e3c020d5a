import { predictionsPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import type { SeriesPrediction, Split } from '@rnn-lab/runs';
import type { PredictionsPage } from '#api/predictions';

/** A split's series, in order, as it is forecast one step ahead. Throws an `ApiFailure`. */
export async function fetchSeries(
  id: string,
  split: Split,
  signal: AbortSignal,
): Promise<SeriesPrediction[]> {
  const page = await getJson<PredictionsPage>(
    predictionsPath({ id, split }, { limit: '10000', horizon: '1' }),
    signal,
  );
  return page.kind === 'series' ? page.rows : [];
}
