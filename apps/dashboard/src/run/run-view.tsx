'use client';

import { useState } from 'react';
import { runMessages } from '../messages/run';
import { Charts, useChartSettings, useZoom } from '../ui/chart';
import { SLIDING } from '../ui/chart/smoothing';
import { CopyLine } from '../ui/copy-line';
import { useSentence } from '../ui/failure';
import { useMessages } from '../ui/language';
import { useSettled } from '../ui/use-settled';
import { AnnotationsEditor } from './annotations';
import { Curves } from './curves';
import { Details } from './details';
import { Group } from './group';
import { Notice } from './notice';
import { Predictions } from './predictions';
import { Progress } from './progress';
import { Results } from './results';
import { RunHeader } from './run-header';
import styles from './run.module.css';
import { curveMetrics } from './run-metrics';
import { useRun } from './use-run';
import type { FirstPaint } from './use-run';

/** A run's page. */
export function RunView({ first }: { first: FirstPaint }) {
  const text = useMessages(runMessages);
  const [settings, changeSettings] = useChartSettings();
  const [zoom, setZoom] = useZoom(settings.x);
  const smoothing = useSettled(settings.smoothing, SLIDING);
  const [metrics, setMetrics] = useState(() => curveMetrics(first.run));
  const {
    run: detail,
    curves,
    problem,
    isRemoved,
  } = useRun(first, metrics, { x: settings.x, smoothing, zoom });
  const sentenceOf = useSentence();
  const known = curveMetrics(detail);
  if (known.join() !== metrics.join()) setMetrics(known);
  const { id, run } = detail;
  const hasCurves = Object.values(curves).some((page) => page.curves.length > 0);

  return (
    <Charts>
      <div className={styles.page}>
        <RunHeader detail={detail} />
        <Notice
          detail={detail}
          isRemoved={isRemoved}
          unreadableLines={Math.max(0, ...Object.values(curves).map((page) => page.unreadableLines))}
        />
        <Progress detail={detail} lastStep={Math.max(0, ...Object.values(curves).flatMap(lastSteps))} />
        <div className={styles.columns}>
          <div className={styles.main}>
            {problem && (
              <p role="alert">
                {text.metricsProblem} {sentenceOf(problem)}
              </p>
            )}
            {(hasCurves || detail.problem === null) && (
              <Curves
                {...{ id, metrics, settings, zoom }}
                pages={curves}
                onSettings={changeSettings}
                onZoom={setZoom}
              />
            )}
            <Results detail={detail} />
          </div>
          <aside className={styles.aside}>
            {run && run.command !== '' && (
              <section className={styles.card}>
                <h2>{text.reproduce}</h2>
                <CopyLine text={run.command} label={text.command} />
              </section>
            )}
            <AnnotationsEditor detail={detail} />
            {run && <Group id={id} run={run} />}
            {run && <Details run={run} />}
          </aside>
          <div className={styles.main}>
            <Predictions detail={detail} />
          </div>
        </div>
      </div>
    </Charts>
  );
}

function lastSteps({ curves }: { curves: { lastStep: number }[] }): number[] {
  return curves.map(({ lastStep }) => lastStep);
}
