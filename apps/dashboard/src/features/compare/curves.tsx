'use client';

import { metricKey, splitMetricKey } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { useMemo, useState } from 'react';
import { chartMessages } from '#i18n/chart';
import { compareMessages } from '#i18n/compare';
import { metricTitle, unitLabel } from '#components/metric-title';
import { Chart, ChartSettingsBar, curveStyle } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import { MoreMetrics } from '#components/more-metrics';
import { Panel } from '#components/panel';
import styles from './curves.module.css';
import { commonInfo } from './metric-rows';
import type { MetricKey, Split } from '@rnn-lab/runs';
import type { CurvesOfRuns } from '#components/live-curves/use-live-curves';
import type { Curve, CurvesPage } from '#api/metrics';
import type { ChartSettings, Zoom } from '#components/chart';
import type { Compared } from './use-compared';

interface CurvesProps {
  runs: readonly Compared[];
  curves: CurvesOfRuns;
  settings: ChartSettings;
  zoom: Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
}

/** One chart per metric and split, with one curve per run. */
export function ComparedCurves({
  metrics,
  left,
  onMore,
  onSettings,
  ...shown
}: CurvesProps & {
  metrics: readonly string[];
  /** Metrics that aren't drawn. */
  left: number;
  onMore: (count: number) => void;
  onSettings: (change: Partial<ChartSettings>) => void;
}) {
  const text = useMessages(compareMessages);
  const language = useLanguage();
  const keys = metrics.flatMap((metric) => SPLITS.map((split) => metricKey(split, metric)));
  const drawn = keys.filter((key) => shown.runs.some(({ run }) => key in run.summary));
  return (
    <section aria-labelledby="curves">
      <header className={styles.sectionHead}>
        <h2 id="curves">{text.curves}</h2>
        <ChartSettingsBar settings={shown.settings} onChange={onSettings} />
      </header>
      <div className={styles.charts}>
        {drawn.map((key) => (
          <Panel key={key} name={metricTitle(key, language)} of={shown.curves}>
            <ComparedChart keyOfMetric={key} {...shown} />
          </Panel>
        ))}
      </div>
      <MoreMetrics left={left} onMore={onMore} />
    </section>
  );
}

function ComparedChart({
  keyOfMetric,
  runs,
  curves,
  settings,
  zoom,
  onZoom,
}: CurvesProps & { keyOfMetric: MetricKey }) {
  const language = useLanguage();
  const axes = useMessages(chartMessages);
  const [, metric] = splitMetricKey(keyOfMetric);
  const { unit } = commonInfo(
    metric,
    runs.flatMap(({ run }) => (keyOfMetric in run.summary ? [run] : [])),
  );
  // As text, which is equal from render to render, unlike the list.
  const listed = JSON.stringify(runs.map(({ id, index }) => [index, id]));
  const pages = useSameList(runs.map(({ id }) => curves[id]?.[metric]));
  const series = useMemo(
    () =>
      (JSON.parse(listed) as [number, string][]).flatMap(([index, id], i) => {
        const curve = curveOf(pages[i], splitMetricKey(keyOfMetric)[0]);
        if (!curve) return [];
        const { color, dash } = curveStyle(index);
        const { x, y, smoothed } = curve;
        const shortLabel = String(index + 1);
        return [{ key: id, label: id, shortLabel, color, dash, x, y, smoothed: smoothed ?? undefined }];
      }),
    [pages, listed, keyOfMetric],
  );
  return (
    <Chart
      title={metricTitle(keyOfMetric, language)}
      series={series}
      xAxis={settings.x}
      xLabel={axes[settings.x]}
      yLabel={unit && unitLabel(unit, language)}
      log={settings.log}
      zoom={zoom}
      onZoom={onZoom}
      fileName={`compare-${keyOfMetric}`}
    />
  );
}

/** Keeps the list's identity while its items are the same. */
function useSameList<T>(list: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(list);
  if (kept.length === list.length && kept.every((one, i) => one === list[i])) return kept;
  setKept(list);
  return list;
}

/** The split's steps if it has any, else its epochs. */
function curveOf(page: CurvesPage | undefined, split: Split): Curve | undefined {
  const curves = page?.curves.filter((curve) => curve.split === split) ?? [];
  return curves.find(({ kind }) => kind === 'step') ?? curves[0];
}
