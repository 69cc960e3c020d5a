import AdmZip from 'adm-zip';
import { seriesQuery } from '#api/metrics';
import { chartMessages } from '#i18n/chart';
import { runMessages } from '#i18n/run';
import { metricHeading } from '#components/metric-title';
import { curveOfSplit, curveSvg } from '#components/curve-svg';
import { curveMetrics, METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { summaryOf } from '#features/run/summary/summary';
import { currentLanguage } from '#server/locale/language';
import { readCurves } from '#server/metrics/curves';
import { attachment, route } from '#server/http/route';
import { noRun } from '#server/store/errors';
import { pinsPageOf } from '#server/store/pins';
import { runDetail } from '#server/store/runs-index';
import type { Curve } from '#api/metrics';

/**
 * A run on one page: summary.md, with its curves as SVG files beside it. Files, because many viewers of Markdown show no
 * `data:` addresses; in a zip, so that they stay together and open without a network.
 */
export const GET = route<{ id: string }>(async (_request, { id }) => {
  const language = await currentLanguage();
  const detail = await runDetail(id);
  const { run } = detail;
  if (!run) throw noRun(id);
  const text = runMessages[language];
  const labelOf = ({ kind, split }: Curve) => (kind === 'step' ? text.batches : text.epochs[split]);
  const zip = new AdmZip();
  const pictures = [];
  for (const [i, metric] of curveMetrics(detail).slice(0, METRICS_AT_A_TIME).entries()) {
    const { curves } = await readCurves(id, seriesQuery.parse({ metric, smoothing: 0.6, buckets: 200 }));
    if (curves.length === 0) continue;
    const drawn = curves.map((curve) => curveOfSplit(curve, labelOf(curve)));
    const file = `curve-${i + 1}.svg`;
    zip.addFile(file, Buffer.from(curveSvg(drawn, chartMessages[language].step)));
    pictures.push({ title: metricHeading(metric, language), file });
  }
  const pin = (await pinsPageOf()).pins.find(({ experiment }) => experiment === run.experiment);
  zip.addFile('summary.md', Buffer.from(summaryOf({ ...detail, run }, pin, pictures, language)));
  const bytes = new Uint8Array(await zip.toBufferPromise());
  return new Response(bytes, { headers: attachment(`${id}-summary.zip`, 'application/zip') });
});
