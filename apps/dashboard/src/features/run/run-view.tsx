'use client';

import { useState } from 'react';
import { runMessages } from '#i18n/run';
import { runBaselinesMessages } from '#i18n/run-baselines';
import { Charts, useChartSettings, useZoom, useZoomAtRest } from '#components/chart';
import { SLIDING } from '#components/chart/smoothing';
import { Contents } from '#components/contents';
import { useSentence } from '#components/failure';
import { useMessages } from '#components/language';
import { MoreMetrics } from '#components/more-metrics';
import { Panel } from '#components/panel';
import { PinProblems } from '#components/pins/pin-problems';
import { useSettled } from '#components/use-settled';
import { curveMetrics, METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { AnnotationsEditor } from './annotations';
import { Baselines } from './baselines';
import { Console } from './console';
import { Curves } from './curves';
import { Data } from './data/data';
import { Details, hasDetails } from './details';
import { Group } from './group';
import { Memory } from './memory/memory';
import { Notice } from './notice';
import { Predictions } from './predictions';
import { Progress } from './progress';
import { Provenance } from './provenance';
import { Results } from './results';
import { RunHeader } from './run-header';
import styles from './run-view.module.css';
import { useRun } from './use-run';
import { Weights } from './weights/weights';
import type { FirstPaint } from './use-run';

/** A run's page. */
export function RunView({ first }: { first: FirstPaint }) {
  const text = useMessages(runMessages);
  const baselineTexts = useMessages(runBaselinesMessages);
  const [settings, changeSettings] = useChartSettings();
  const [zoom, setZoom] = useZoom(settings.x);
  const smoothing = useSettled(settings.smoothing, SLIDING);
  const [known, setKnown] = useState(() => curveMetrics(first.run));
  const [most, setMost] = useState(METRICS_AT_A_TIME);
  const metrics = known.slice(0, most);
  const {
    run: detail,
    curves,
    problem,
    isRemoved,
  } = useRun(first, metrics, { x: settings.x, smoothing, zoom: useZoomAtRest(zoom) });
  const sentenceOf = useSentence();
  const present = curveMetrics(detail);
  if (JSON.stringify(present) !== JSON.stringify(known)) setKnown(present);
  const { id, run } = detail;
  const isEmpty = Object.values(curves).every((page) => !page?.curves.length);
  // Nothing is known of the data of an imported run.
  const hasData = run !== null && !run.imported;
  // A run that combines trained models has trained nothing itself.
  const mayHaveCurves = run?.status !== 'finished' || run.results.train !== undefined;
  const hasCurves = !isEmpty || (detail.problem === null && mayHaveCurves);

  return (
    <Charts>
      <div className={styles.page}>
        <Panel name={text.run} of={detail}>
          <RunHeader detail={detail} curves={curves} />
        </Panel>
        <Panel name={text.state} of={detail}>
          <Notice detail={detail} isRemoved={isRemoved} curves={curves} />
          <Progress detail={detail} curves={curves} />
          {run && <PinProblems experiments={[run.experiment]} />}
        </Panel>
        <Contents
          sections={[
            { id: 'results', title: text.results, isShown: run !== null },
            { id: 'memory', title: text.remembering, isShown: run?.experiment === 'memory' },
            { id: 'curves', title: text.curves, isShown: hasCurves },
            { id: 'weights', title: text.weightsAndGradients, isShown: detail.hasHistograms },
            { id: 'predictions', title: text.predictions, isShown: detail.predictions.length > 0 },
            { id: 'data', title: text.data, isShown: hasData },
            { id: 'notes', title: text.notes, isShown: true },
            { id: 'about', title: text.about, isShown: run !== null && hasDetails(run) },
            { id: 'provenance', title: text.provenance, isShown: run !== null },
            { id: 'console', title: text.console, isShown: true },
          ]}
        />
        <div className={styles.columns}>
          <div className={styles.main}>
            {run && (
              <Panel name={text.results} of={detail}>
                <Results id={id} run={run} />
              </Panel>
            )}
            {run && Object.keys(run.baselines).length > 0 && (
              <Panel name={baselineTexts.baselines} of={run}>
                <Baselines run={run} />
              </Panel>
            )}
            {run?.experiment === 'memory' && (
              <Panel name={text.remembering} of={detail}>
                <Memory detail={detail} />
              </Panel>
            )}
            {problem && (
              <p role="alert">
                {text.metricsProblem} {sentenceOf(problem)}
              </p>
            )}
            {hasCurves && (
              <Panel name={text.curves} of={curves}>
                <Curves
                  {...{ id, metrics, settings, zoom }}
                  infos={run?.metricInfo ?? {}}
                  pages={curves}
                  onSettings={changeSettings}
                  onZoom={setZoom}
                />
                <MoreMetrics left={known.length - metrics.length} onMore={(count) => setMost(most + count)} />
              </Panel>
            )}
            {detail.hasHistograms && (
              <Panel name={text.weightsAndGradients} of={detail}>
                <Weights detail={detail} />
              </Panel>
            )}
            <div id="predictions">
              <Panel name={text.predictions} of={detail}>
                <Predictions detail={detail} />
              </Panel>
            </div>
            {hasData && (
              <Panel name={text.data} of={detail}>
                <Data detail={detail} />
              </Panel>
            )}
          </div>
          <aside className={styles.aside}>
            <Panel name={text.notes} of={detail}>
              <AnnotationsEditor detail={detail} />
            </Panel>
            {run && (
              <>
                <Panel name={text.group} of={run}>
                  <Group id={id} run={run} />
                </Panel>
                {hasDetails(run) && (
                  <Panel name={text.about} of={run}>
                    <Details run={run} />
                  </Panel>
                )}
              </>
            )}
          </aside>
          <div className={styles.main}>
            {run && (
              <Panel name={text.provenance} of={run}>
                <Provenance run={run} />
              </Panel>
            )}
            <Panel name={text.console} of={detail}>
              <Console id={id} isRunning={run?.status === 'running'} />
            </Panel>
          </div>
        </div>
      </div>
    </Charts>
  );
}
