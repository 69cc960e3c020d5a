'use client';

import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { chartMessages } from '../messages/chart';
import { compareMessages } from '../messages/compare';
import { metricTitle } from '../runs/columns';
import { getJson } from '../ui/api';
import { Chart, ChartSettingsBar, curveStyle, useChartSettings } from '../ui/chart';
import { useLanguage, useMessages } from '../ui/language';
import styles from './compare.module.css';
import type { Compared } from './use-compared';
import type { CurvesPage } from '../server/contract';
import type { ChartSettings, Zoom } from '../ui/chart';
import type { UseQueryResult } from '@tanstack/react-query';

/** Each is up to four points; there may be 20 curves in a chart. */
const BUCKETS = 300;

/** A chart for each metric of each split, with a curve a run. */
export function ComparedCurves({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const [settings, setSettings] = useChartSettings();
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const keys = [...new Set(runs.flatMap(({ run }) => Object.keys(run.summary)))].sort();
  const change = (changed: Partial<ChartSettings>) => {
    if (changed.x) setZoom(null);
    setSettings(changed);
  };
  return (
    <section aria-labelledby="curves">
      <header className={styles.sectionHead}>
        <h2 id="curves">{text.curves}</h2>
        <ChartSettingsBar settings={settings} onChange={change} />
      </header>
      <div className={styles.charts}>
        {keys.map((key) => (
          <ComparedChart key={key} metricKey={key} {...{ runs, settings, zoom }} onZoom={setZoom} />
        ))}
      </div>
    </section>
  );
}

function ComparedChart({
  metricKey,
  runs,
  settings,
  zoom,
  onZoom,
}: {
  metricKey: string;
  runs: readonly Compared[];
  settings: ChartSettings;
  zoom: Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
}) {
  const language = useLanguage();
  const axes = useMessages(chartMessages);
  const [split, metric] = metricKey.split('.');
  const having = runs.filter(({ run }) => metricKey in run.summary);
  const pages = useQueries({
    queries: having.map(({ id }) => ({
      queryKey: ['series', id, metric, settings.x, zoom, BUCKETS],
      queryFn: () => fetchCurves(id, metric, settings.x, zoom),
      placeholderData: keepPreviousData,
    })),
    combine: dataOf,
  });

  const listed = having.map(({ id, index }) => `${index} ${id}`).join();
  const series = useMemo(
    () =>
      listed.split(',').flatMap((name, i) => {
        const [index, id] = name.split(' ');
        const curve = curveOf(pages[i], split);
        if (!curve) return [];
        const { color, dash } = curveStyle(Number(index));
        return [{ key: id, label: id, color, dash, x: curve.x, y: curve.y, smooth: curve.kind === 'step' }];
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
      smoothing={settings.smoothing}
      zoom={zoom}
      onZoom={onZoom}
      fileName={`compare-${metricKey}`}
    />
  );
}

// Not written where it is used, so that equal answers stay the same list.
function dataOf(answers: UseQueryResult<CurvesPage>[]): (CurvesPage | undefined)[] {
  return answers.map(({ data }) => data);
}

/** The batches of the split where it has any, else its epochs. */
function curveOf(page: CurvesPage | undefined, split: string) {
  const curves = page?.curves.filter((curve) => curve.split === split) ?? [];
  return curves.find(({ kind }) => kind === 'step') ?? curves[0];
}

function fetchCurves(id: string, metric: string, x: string, zoom: Zoom | null): Promise<CurvesPage> {
  const query = new URLSearchParams({ metric, x, buckets: String(BUCKETS) });
  if (zoom) {
    query.set('from', String(zoom.from));
    query.set('to', String(zoom.to));
  }
  return getJson(`/runs/${encodeURIComponent(id)}/series?${query}`);
}
