'use client';

import { METRICS, SPLITS } from '@rnn-lab/runs/names';
import { useMemo, useState } from 'react';
import { chartMessages } from '#i18n/chart';
import { compareMessages } from '#i18n/compare';
import { metricTitle } from '#i18n/metric-title';
import { Chart, ChartSettingsBar, curveStyle } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import { Panel } from '#components/panel';
import styles from './curves.module.css';
import type { Metric, Split } from '@rnn-lab/runs';
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
  onSettings,
  ...shown
}: CurvesProps & { onSettings: (change: Partial<ChartSettings>) => void }) {
  const text = useMessages(compareMessages);
  const language = useLanguage();
  const keys = METRICS.flatMap((metric) => SPLITS.map((split) => `${split}.${metric}` as const));
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
            <ComparedChart metricKey={key} {...shown} />
          </Panel>
        ))}
      </div>
    </section>
  );
}

function ComparedChart({
  metricKey,
  runs,
  curves,
  settings,
  zoom,
  onZoom,
}: CurvesProps & { metricKey: string }) {
  const language = useLanguage();
  const axes = useMessages(chartMessages);
  const [split, metric] = metricKey.split('.') as [Split, Metric];
  // As text, which is equal from render to render, unlike the list.
  const listed = JSON.stringify(runs.map(({ id, index }) => [index, id]));
  const pages = useSameList(runs.map(({ id }) => curves[id]?.[metric]));
  const series = useMemo(
    () =>
      (JSON.parse(listed) as [number, string][]).flatMap(([index, id], i) => {
        const curve = curveOf(pages[i], split);
        if (!curve) return [];
        const { color, dash } = curveStyle(index);
        const { x, y, smoothed } = curve;
        const shortLabel = String(index + 1);
        return [{ key: id, label: id, shortLabel, color, dash, x, y, smoothed: smoothed ?? undefined }];
      }),
    [pages, listed, split],
  );
  return (
    <Chart
      title={metricTitle(metricKey, language)}
      series={series}
      xAxis={settings.x}
      xLabel={axes[settings.x]}
      log={settings.log}
      zoom={zoom}
      onZoom={onZoom}
      fileName={`compare-${metricKey}`}
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
