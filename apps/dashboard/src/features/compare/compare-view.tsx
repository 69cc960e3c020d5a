'use client';

import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useEffect, useState } from 'react';
import { compareMessages } from '#i18n/compare';
import { useChartSettings, useZoom, useZoomAtRest } from '#components/chart';
import { SLIDING } from '#components/chart/smoothing';
import { useMessages } from '#components/language';
import { METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { Panel } from '#components/panel';
import { PinProblems } from '#components/pins/pin-problems';
import headStyles from '#components/page-head.module.css';
import { useSettled } from '#components/use-settled';
import { MOST_COMPARED } from '#api/limits';
import { RUNS_PAGE } from '#api/links';
import { compareParsers } from './search-params';
import { ComparedRuns } from './compared-runs';
import styles from './compare-view.module.css';
import { ComparedCurves } from './curves';
import { DifferencesTable } from './differences-table';
import { ExportMenu } from './export-menu';
import { MetricsTable } from './metrics-table';
import { PairComparison } from './pair/pair';
import { ParallelCoordinates } from './parallel-coordinates';
import { RocCurves } from './roc/roc-curves';
import { Scatter } from './scatter/scatter';
import { seedSetsOf } from './seed-sets';
import { SeedSetsTable } from './seed-sets-table';
import { useCompared } from './use-compared';
import type { RunDetail } from '#api/run';

/** Buckets per curve, up to four points each; a chart may have 20 curves. */
const BUCKETS = 300;

/** The URL's runs side by side. `initial`: the runs that the server found, null for a missing one. */
export function CompareView({ initial }: { initial: Record<string, RunDetail | null> }) {
  const text = useMessages(compareMessages);
  const [{ runs: asked }, setAddress] = useQueryStates(compareParsers, { history: 'push' });
  const unique = [...new Set(asked)];
  const [ids, left] = [unique.slice(0, MOST_COMPARED), unique.slice(MOST_COMPARED)];
  const [settings, setSettings] = useChartSettings();
  const [zoom, setZoom] = useZoom(settings.x);
  const smoothing = useSettled(settings.smoothing, SLIDING);
  const look = { x: settings.x, smoothing, zoom: useZoomAtRest(zoom), buckets: BUCKETS };
  const [most, setMost] = useState(METRICS_AT_A_TIME);
  const {
    runs,
    curves,
    metrics,
    left: metricsLeft,
    missing,
    problems,
  } = useCompared(ids, initial, most, look);
  const sets = seedSetsOf(runs);
  const tabTitle = text.tabTitle(unique);
  // The page's own title is that of the runs that it began with.
  useEffect(() => {
    document.title = `${tabTitle} · rnn-lab`;
  }, [tabTitle]);
  const remove = (id: string) => void setAddress({ runs: asked.filter((one) => one !== id) });

  return (
    <div className={styles.page}>
      <header className={headStyles.titleLine}>
        <h1>{text.title}</h1>
        {runs.length > 0 && <ExportMenu ids={runs.map(({ id }) => id)} />}
      </header>
      {ids.length === 0 && (
        <p>
          {text.nothing} <Link href={RUNS_PAGE}>{text.toRuns}</Link>
        </p>
      )}
      {missing.length > 0 && <p role="alert">{text.missing(missing.join(', '))}</p>}
      {problems.map(({ id, problem }) => (
        <p key={id} role="alert">
          {text.broken(id, problem)}
        </p>
      ))}
      {left.length > 0 && <p role="alert">{text.tooMany(MOST_COMPARED, left.join(', '))}</p>}
      <PinProblems experiments={runs.map(({ run }) => run.experiment)} />
      <Panel name={text.compared} of={runs}>
        <ComparedRuns ids={ids} runs={runs} onRemove={remove} />
      </Panel>
      {runs.length > 0 && (
        <>
          <Panel name={text.curves} of={curves}>
            <ComparedCurves
              {...{ runs, sets, curves, metrics, settings, zoom }}
              left={metricsLeft}
              onMore={(count) => setMost(most + count)}
              onSettings={setSettings}
              onZoom={setZoom}
            />
          </Panel>
          {sets.length > 0 && (
            <Panel name={text.seedSets} of={runs}>
              <SeedSetsTable sets={sets} />
            </Panel>
          )}
          <Panel name={text.parameters} of={runs}>
            <DifferencesTable runs={runs} />
          </Panel>
          <Panel name={text.metrics} of={runs}>
            <MetricsTable runs={runs} />
          </Panel>
          <PairComparison {...{ runs, sets }} />
          <RocCurves runs={runs} />
          <Scatter runs={runs} />
          <Panel name={text.parallel} of={runs}>
            <ParallelCoordinates runs={runs} />
          </Panel>
        </>
      )}
    </div>
  );
}
