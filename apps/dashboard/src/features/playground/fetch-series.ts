import { predictionsPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import type { SeriesPrediction, Split } from '@rnn-lab/runs';
import type { PredictionsPage } from '#api/predictions';

/** A split's series, in order. Throws an `ApiFailure`. */
export async function fetchSeries(
  id: string,
  split: Split,
  signal: AbortSignal,
): Promise<SeriesPrediction[]> {
  const page = await getJson<PredictionsPage>(predictionsPath({ id, split }, { limit: '10000' }), signal);
  return page.kind === 'series' ? page.rows : [];
}
