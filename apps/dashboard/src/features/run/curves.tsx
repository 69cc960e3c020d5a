'use client';

import { metricInfoOf } from '@rnn-lab/runs/metrics';
import { useMemo } from 'react';
import { chartMessages } from '#i18n/chart';
import { metricHeading, unitLabel } from '#components/metric-title';
import { runMessages } from '#i18n/run';
import { Chart, ChartSettingsBar, CommonCursor, roleColor } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import { Panel } from '#components/panel';
import sectionStyles from './section.module.css';
import type { MetricInfos } from '@rnn-lab/runs';
import type { Curve } from '#api/metrics';
import type { ShownCurves } from '#components/live-curves/follow-curves';
import type { ChartSettings, Zoom } from '#components/chart';
import type { RunCurves } from './use-run';

/** One chart per metric, with common settings and zoom. */
export function Curves({
  id,
  metrics,
  infos,
  pages,
  settings,
  onSettings,
  zoom,
  onZoom,
}: {
  id: string;
  metrics: readonly string[];
  /** run.json's `metricInfo`. */
  infos: MetricInfos;
  pages: RunCurves;
  settings: ChartSettings;
  onSettings(change: Partial<ChartSettings>): void;
  zoom: Zoom | null;
  onZoom(zoom: Zoom | null): void;
}) {
  const text = useMessages(runMessages);
  const language = useLanguage();
  return (
    <section aria-labelledby="curves" className={sectionStyles.section}>
      <header className={sectionStyles.sectionHead}>
        <h2 id="curves">{text.curves}</h2>
        <ChartSettingsBar settings={settings} onChange={onSettings} />
      </header>
      <CommonCursor>
        <div className={metrics.length > 1 ? sectionStyles.charts : undefined}>
          {metrics.map((metric) => (
            <Panel key={metric} name={metricHeading(metric, language)} of={pages[metric]}>
              <MetricChart
                {...{ id, metric, page: pages[metric], settings, zoom, onZoom }}
                unit={metricInfoOf(metric, infos).unit}
              />
            </Panel>
          ))}
        </div>
      </CommonCursor>
    </section>
  );
}

const NO_CURVES: Curve[] = [];
const NO_RESUMES: number[] = [];

function MetricChart({
  id,
  metric,
  unit,
  page,
  settings,
  zoom,
  onZoom,
}: {
  id: string;
  metric: string;
  unit: string | undefined;
  page: ShownCurves | undefined;
  settings: ChartSettings;
  zoom: Zoom | null;
  onZoom(zoom: Zoom | null): void;
}) {
  const text = useMessages(runMessages);
  const axes = useMessages(chartMessages);
  const language = useLanguage();
  const { curves = NO_CURVES, resumedAt = NO_RESUMES } = page ?? {};
  const series = useMemo(() => curves.map((curve) => seriesOf(curve, text)), [curves, text]);
  const marks = useMemo(() => resumedAt.map((x) => ({ x, label: text.resumed })), [resumedAt, text]);
  return (
    <Chart
      title={metricHeading(metric, language)}
      series={series}
      xAxis={settings.x}
      xLabel={axes[settings.x]}
      yLabel={unit && unitLabel(unit, language)}
      log={settings.log}
      leavesOutliers={!settings.outliers}
      marks={marks}
      extent={page?.extent}
      zoom={zoom}
      onZoom={onZoom}
      fileName={`${id}-${metric}`}
    />
  );
}

/** Above this many epochs, single points are not drawn. */
const FEW_EPOCHS = 50;
const ROLES = { train: 'train', validation: 'validation', test: 'test', holdout: 'test' } as const;

function seriesOf({ kind, split, x, y, smoothed, notFinite }: Curve, text: (typeof runMessages)['en']) {
  const isBatches = kind === 'step';
  return {
    key: `${kind}.${split}`,
    label: isBatches ? text.batches : text.epochs[split],
    color: roleColor(ROLES[split]),
    // Its batches have the same hue.
    dash: !isBatches && split === 'train' ? [6, 4] : undefined,
    x,
    y,
    smoothed: smoothed ?? undefined,
    notFinite,
    style: !isBatches && x.length <= FEW_EPOCHS ? ('line-and-points' as const) : undefined,
  };
}
