import AdmZip from 'adm-zip';
import { metricKey, sortedMetrics } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { comparedQuery } from '#api/comparison';
import { seriesQuery } from '#api/metrics';
import { chartMessages } from '#i18n/chart';
import { curveOfRun, curveSvg } from '#components/curve-svg';
import { curveMetrics, METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { metricTitle } from '#components/metric-title';
import { curveOf } from '#features/compare/curve-of';
import { comparisonSummary } from '#features/compare/summary/summary';
import { currentLanguage } from '#server/locale/language';
import { readCurves } from '#server/metrics/curves';
import { attachment, queryOf, route } from '#server/http/route';
import { noRun } from '#server/store/errors';
import { runDetail } from '#server/store/runs-index';
import type { Compared } from '#features/compare/use-compared';
import type { Picture } from '#components/markdown';
import type { Language } from '#api/language';

/** Compared runs on one page: summary.md, with their curves as SVG files beside it, as for a single run. */
export const GET = route(async (request) => {
  const language = await currentLanguage();
  const { runs: ids } = queryOf(request, comparedQuery);
  const details = await Promise.all(ids.map(runDetail));
  const runs = details.map(({ id, run, predictions }, index): Compared => {
    if (!run) throw noRun(id);
    return { id, run, index, predictions };
  });
  const zip = new AdmZip();
  const pictures: Picture[] = [];
  for (const metric of sortedMetrics(details.flatMap(curveMetrics)).slice(0, METRICS_AT_A_TIME)) {
    for (const { title, svg } of await picturesOf(metric, runs, language)) {
      const file = `curve-${pictures.length + 1}.svg`;
      zip.addFile(file, Buffer.from(svg));
      pictures.push({ title, file });
    }
  }
  zip.addFile('summary.md', Buffer.from(comparisonSummary(runs, pictures, language)));
  const bytes = new Uint8Array(await zip.toBufferPromise());
  return new Response(bytes, { headers: attachment('comparison-summary.zip', 'application/zip') });
});

/** One per split in which a run has the metric. */
async function picturesOf(metric: string, runs: readonly Compared[], language: Language) {
  const query = seriesQuery.parse({ metric, smoothing: 0.6, buckets: 200 });
  const pages = await Promise.all(runs.map(({ id }) => readCurves(id, query)));
  return SPLITS.flatMap((split) => {
    const curves = runs.flatMap(({ index }, i) => {
      const curve = curveOf(pages[i], split);
      return curve ? [curveOfRun(curve, String(index + 1), index)] : [];
    });
    if (curves.length === 0) return [];
    const title = metricTitle(metricKey(split, metric), language);
    return [{ title, svg: curveSvg(curves, chartMessages[language].step) }];
  });
}
