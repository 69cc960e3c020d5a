'use client';

import { useState } from 'react';
import { runMessages } from '#i18n/run';
import { Charts, useChartSettings, useZoom } from '#components/chart';
import { SLIDING } from '#components/chart/smoothing';
import { CopyLine } from '#components/copy-line';
import { useSentence } from '#components/failure';
import { useMessages } from '#components/language';
import { MoreMetrics } from '#components/more-metrics';
import { Panel } from '#components/panel';
import { useSettled } from '#components/use-settled';
import { curveMetrics, METRICS_AT_A_TIME } from '#components/live-curves/curve-metrics';
import { AnnotationsEditor } from './annotations';
import { Console } from './console';
import { Curves } from './curves';
import { Details } from './details';
import { Group } from './group';
import { Notice } from './notice';
import { Predictions } from './predictions';
import { Progress } from './progress';
import { Results } from './results';
import { RunHeader } from './run-header';
import cardStyles from './card.module.css';
import styles from './run-view.module.css';
import { useRun } from './use-run';
import type { FirstPaint } from './use-run';

/** A run's page. */
export function RunView({ first }: { first: FirstPaint }) {
  const text = useMessages(runMessages);
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
  } = useRun(first, metrics, { x: settings.x, smoothing, zoom });
  const sentenceOf = useSentence();
  const present = curveMetrics(detail);
  if (JSON.stringify(present) !== JSON.stringify(known)) setKnown(present);
  const { id, run } = detail;

  return (
    <Charts>
      <div className={styles.page}>
        <Panel name={text.run} of={detail}>
          <RunHeader detail={detail} />
        </Panel>
        <Panel name={text.state} of={detail}>
          <Notice detail={detail} isRemoved={isRemoved} curves={curves} />
          <Progress detail={detail} curves={curves} />
        </Panel>
        <div className={styles.columns}>
          <div className={styles.main}>
            {problem && (
              <p role="alert">
                {text.metricsProblem} {sentenceOf(problem)}
              </p>
            )}
            <Panel name={text.curves} of={curves}>
              <Curves
                {...{ id, metrics, settings, zoom }}
                infos={run?.metricInfo ?? {}}
                pages={curves}
                isBroken={detail.problem !== null}
                onSettings={changeSettings}
                onZoom={setZoom}
              />
              <MoreMetrics left={known.length - metrics.length} onMore={(count) => setMost(most + count)} />
            </Panel>
            <Panel name={text.results} of={detail}>
              <Results detail={detail} />
            </Panel>
          </div>
          <aside className={styles.aside}>
            {run && run.command !== '' && (
              <section className={cardStyles.card}>
                <h2>{text.reproduce}</h2>
                <CopyLine text={run.command} label={text.command} />
              </section>
            )}
            <Panel name={text.notes} of={detail}>
              <AnnotationsEditor detail={detail} />
            </Panel>
            {run && (
              <Panel name={text.group} of={run}>
                <Group id={id} run={run} />
              </Panel>
            )}
            {run && (
              <Panel name={text.about} of={run}>
                <Details run={run} />
              </Panel>
            )}
          </aside>
          <div className={styles.main}>
            <Panel name={text.predictions} of={detail}>
              <Predictions detail={detail} />
            </Panel>
            <Panel name={text.console} of={detail}>
              <Console id={id} isRunning={run?.status === 'running'} />
            </Panel>
          </div>
        </div>
      </div>
    </Charts>
  );
}
