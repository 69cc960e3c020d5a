import AdmZip from 'adm-zip';
import { metricKey, sortedMetrics } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { comparedQuery, comparisonQuery } from '#api/comparison';
import { seriesQuery } from '#api/metrics';
import { chartMessages } from '#i18n/chart';
import { compareMessages } from '#i18n/compare';
import { curveOfMean, curveOfRun, curveSvg } from '#components/curve-svg';
import { curveMetrics, METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { metricTitle } from '#components/metric-title';
import { curveOf } from '#features/compare/curve-of';
import { meanCurve } from '#features/compare/mean-curve';
import { candidatesOf, choosePair } from '#features/compare/pair/choose-pair';
import { seedSetsOf } from '#features/compare/seed-sets';
import { bySeedSet, membersOf } from '#features/compare/set-curves';
import { comparisonSummary } from '#features/compare/summary/summary';
import { currentLanguage } from '#server/locale/language';
import { readCurves } from '#server/metrics/curves';
import { attachment, queryOf, route } from '#server/http/route';
import { comparePredictions } from '#server/predictions/comparison';
import { noRun } from '#server/store/errors';
import { runDetail } from '#server/store/runs-index';
import type { Change } from '#features/compare/summary/pair-summary';
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
  zip.addFile('summary.md', Buffer.from(comparisonSummary(runs, pictures, await changeOf(runs), language)));
  const bytes = new Uint8Array(await zip.toBufferPromise());
  return new Response(bytes, { headers: attachment('comparison-summary.zip', 'application/zip') });
});

/** Of the two runs that the page compares at first; null if no two have predictions of the same split. */
async function changeOf(runs: readonly Compared[]): Promise<Change | null> {
  const candidates = candidatesOf(runs);
  if (candidates.length === 0) return null;
  const { a, b, splits } = choosePair(candidates, seedSetsOf(runs), { a: null, b: null });
  const [split] = splits;
  if (!split) return null;
  const output = Object.keys(a.run.outputs).find((name) => name in b.run.outputs);
  const query = comparisonQuery.parse({ limit: '0', horizon: '1', output });
  const page = await comparePredictions(a.id, b.id, split, query);
  return { a, b, split, output, page };
}

/** One per split in which a run has the metric; seed sets as their means, as on the page. */
async function picturesOf(metric: string, runs: readonly Compared[], language: Language) {
  const query = seriesQuery.parse({ metric, smoothing: 0.6, buckets: 200 });
  const sets = seedSetsOf(runs).map(membersOf);
  const pages = await Promise.all(runs.map(({ id }) => readCurves(id, query)));
  return SPLITS.flatMap((split) => {
    const ofRuns = runs.flatMap(({ id, index }, i) => {
      const curve = curveOf(pages[i], split);
      return curve ? [{ id, index, curve }] : [];
    });
    if (ofRuns.length === 0) return [];
    const { means, others } = bySeedSet(ofRuns, sets);
    const curves = [
      ...means.map(({ name, curves }) => {
        const mean = meanCurve(curves.map(({ curve: { x, y, smoothed } }) => ({ x, y: smoothed ?? y })));
        return curveOfMean(mean, compareMessages[language].meanOf(name, curves.length), curves[0].index);
      }),
      ...others.map(({ curve, index }) => curveOfRun(curve, String(index + 1), index)),
    ];
    const title = metricTitle(metricKey(split, metric), language);
    return [{ title, svg: curveSvg(curves, chartMessages[language].step) }];
  });
}
