'use client';

import { metricKey, splitMetricKey } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { chartMessages } from '#i18n/chart';
import { compareMessages } from '#i18n/compare';
import { metricTitle, unitLabel } from '#components/metric-title';
import { Chart, ChartSettingsBar, CommonCursor, curveStyle } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import { MoreMetrics } from '#components/more-metrics';
import { Panel } from '#components/panel';
import styles from './curves.module.css';
import { curveOf } from './curve-of';
import { meanCurve } from './mean-curve';
import { commonInfo } from './metric-rows';
import { bySeedSet, membersOf } from './set-curves';
import type { MetricKey } from '@rnn-lab/runs';
import type { ShownCurves } from '#components/live-curves/follow-curves';
import type { CurvesOfRuns } from '#components/live-curves/use-live-curves';
import type { Curve } from '#api/metrics';
import type { ChartSeries, ChartSettings, Zoom } from '#components/chart';
import type { SeedSet } from './seed-sets';
import type { Compared } from './use-compared';

type Text = (typeof compareMessages)['en'];
const NO_SETS: readonly SeedSet[] = [];

interface CurvesProps {
  runs: readonly Compared[];
  /** Drawn as mean curves instead of their runs. */
  sets: readonly SeedSet[];
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
  sets,
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
  const [asMeans, setAsMeans] = useQueryState('means', parseAsBoolean.withDefault(true));
  const drawn = keys.filter((key) => shown.runs.some(({ run }) => key in run.summary));
  return (
    <section aria-labelledby="curves">
      <header className={styles.sectionHead}>
        <h2 id="curves">{text.curves}</h2>
        {sets.length > 0 && (
          <label className={styles.means} title={text.meanCurvesAbout}>
            <input
              type="checkbox"
              checked={asMeans}
              onChange={({ target }) => void setAsMeans(target.checked)}
            />
            {text.meanCurves}
          </label>
        )}
        <ChartSettingsBar settings={shown.settings} onChange={onSettings} />
      </header>
      <CommonCursor>
        <div className={styles.charts}>
          {drawn.map((key) => (
            <Panel key={key} name={metricTitle(key, language)} of={shown.curves}>
              <ComparedChart keyOfMetric={key} sets={asMeans ? sets : NO_SETS} {...shown} />
            </Panel>
          ))}
        </div>
      </CommonCursor>
      <MoreMetrics left={left} onMore={onMore} />
    </section>
  );
}

function ComparedChart({
  keyOfMetric,
  runs,
  sets,
  curves,
  settings,
  zoom,
  onZoom,
}: CurvesProps & { keyOfMetric: MetricKey }) {
  const language = useLanguage();
  const axes = useMessages(chartMessages);
  const text = useMessages(compareMessages);
  const [, metric] = splitMetricKey(keyOfMetric);
  const { unit } = commonInfo(
    metric,
    runs.flatMap(({ run }) => (keyOfMetric in run.summary ? [run] : [])),
  );
  // As text, which is equal from render to render, unlike the list.
  const listed = JSON.stringify(runs.map(({ id, index }) => [index, id]));
  const grouped = JSON.stringify(sets.map(membersOf));
  const pages = useSameList(runs.map(({ id }) => curves[id]?.[metric]));
  const series = useMemo(() => {
    const ofRuns = (JSON.parse(listed) as [number, string][]).flatMap(([index, id], i) => {
      const curve = curveOf(pages[i], splitMetricKey(keyOfMetric)[0]);
      return curve ? [{ id, index, curve }] : [];
    });
    const { means, others } = bySeedSet(ofRuns, JSON.parse(grouped) as { name: string; ids: string[] }[]);
    return [...means.map(({ name, curves }) => setSeries(name, curves, text)), ...others.map(runSeries)];
  }, [pages, listed, grouped, keyOfMetric, text]);
  return (
    <Chart
      title={metricTitle(keyOfMetric, language)}
      series={series}
      xAxis={settings.x}
      xLabel={axes[settings.x]}
      yLabel={unit && unitLabel(unit, language)}
      log={settings.log}
      leavesOutliers={!settings.outliers}
      extent={commonExtent(pages)}
      zoom={zoom}
      onZoom={onZoom}
      fileName={`compare-${keyOfMetric}`}
    />
  );
}

function commonExtent(pages: readonly (ShownCurves | undefined)[]): Zoom | undefined {
  const extents = pages.flatMap((page) => page?.extent ?? []);
  if (extents.length === 0) return undefined;
  return {
    from: Math.min(...extents.map(({ from }) => from)),
    to: Math.max(...extents.map(({ to }) => to)),
  };
}

interface CurveOfRun {
  id: string;
  index: number;
  curve: Curve;
}

function runSeries({ id, index, curve: { x, y, smoothed, notFinite } }: CurveOfRun): ChartSeries {
  const { color, dash } = curveStyle(index);
  const shortLabel = String(index + 1);
  return { key: id, label: id, shortLabel, color, dash, x, y, smoothed: smoothed ?? undefined, notFinite };
}

/** The mean of a seed set, after smoothing. */
function setSeries(name: string, curves: readonly CurveOfRun[], text: Text): ChartSeries {
  const mean = meanCurve(curves.map(({ curve: { x, y, smoothed } }) => ({ x, y: smoothed ?? y })));
  return {
    key: `set ${name}`,
    label: text.meanOf(name, curves.length),
    color: curveStyle(curves[0].index).color,
    ...mean,
    notFinite: curves.flatMap(({ curve }) => curve.notFinite).sort((a, b) => a - b),
  };
}

/** Keeps the list's identity while its items are the same. */
function useSameList<T>(list: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(list);
  if (kept.length === list.length && kept.every((one, i) => one === list[i])) return kept;
  setKept(list);
  return list;
}
