'use client';

import { isMetricKey, metricInfoOf, splitMetricKey } from '@rnn-lab/runs/metrics';
import { notebookValue } from '#api/notebook';
import { measuredRun } from '#api/pin-difference';
import { runsMessages } from '#i18n/runs';
import { RunDuration } from '#components/run-duration';
import { RunPhase } from '#components/run-phase';
import { formatParameter, formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Timestamp } from '#components/timestamp';
import { StatusBadge } from '#components/status';
import { Unit } from '#components/unit';
import { metricTitle } from '#components/metric-title';
import { PinDelta } from '#components/pins/pin-delta';
import { splitColumn } from './columns';
import styles from './cells.module.css';
import { SparkLine } from './spark-line';
import type { MetricInfos, MetricKey } from '@rnn-lab/runs';
import type { RunRow } from '#api/runs';
import type { Column } from './columns';

/** A run's cell in a column; null if the run has no value. */
export function Cell({ column, row }: { column: Column; row: RunRow }) {
  const { run, annotations } = row;
  const language = useLanguage();
  const [kind, rest] = splitColumn(column);
  if (column === 'tags') return <Tags tags={annotations.tags} />;
  if (column === 'notes') return <span title={annotations.notes}>{annotations.notes}</span>;
  if (!run) return null;

  switch (kind) {
    case 'experiment':
      return <span title={run.title[language]}>{run.experiment}</span>;
    case 'status':
      return (
        <>
          <StatusBadge status={run.status} />{' '}
          <small className={styles.phase}>
            <RunPhase run={run} />
          </small>
        </>
      );
    case 'started':
      return <Timestamp at={run.startedAt} />;
    case 'duration':
      return <RunDuration run={run} />;
    case 'model':
    case 'seed':
    case 'engine':
      return run[kind];
    case 'spark':
      return <Spark run={run} />;
    case 'param':
      return rest in run.params ? formatParameter(run.params[rest]) : null;
    case 'result':
      return <Result id={row.id} run={run} metric={rest} />;
    default:
      return <Summary run={run} kind={kind as 'best' | 'last'} metric={rest} />;
  }
}

type Run = NonNullable<RunRow['run']>;

/** The run's result, and if they compare the notebook's and the difference from the pinned baseline. */
function Result({ id, run, metric: key }: { id: string; run: Run; metric: string }) {
  const { notebook, notebookFull } = useMessages(runsMessages);
  if (!isMetricKey(key)) return null;
  const [split, metric] = splitMetricKey(key);
  const value = run.results[split]?.[metric];
  if (value === undefined) return null;
  const reference = notebookValue(run, key);
  return (
    <>
      <b>{formatValue(value)}</b> <UnitOf metric={key} infos={run.metricInfo} />{' '}
      {reference !== undefined && (
        <small title={notebookFull(String(reference))}>
          {notebook} {formatValue(reference)}
        </small>
      )}
      <PinDelta ids={[id]} experiment={run.experiment} metric={key} measured={measuredRun(run, value)} />
    </>
  );
}

function Summary({ run, kind, metric: key }: { run: Run; kind: 'best' | 'last'; metric: string }) {
  if (!isMetricKey(key)) return null;
  const value = run.summary[key]?.[kind];
  return (
    value !== undefined && (
      <>
        {formatValue(value)} <UnitOf metric={key} infos={run.metricInfo} />
      </>
    )
  );
}

function UnitOf({ metric, infos }: { metric: MetricKey; infos: MetricInfos }) {
  return <Unit unit={metricInfoOf(splitMetricKey(metric)[1], infos).unit} />;
}

function Spark({ run }: { run: Run }) {
  const language = useLanguage();
  const { curveOf } = useMessages(runsMessages);
  const { spark, last } = run.summary['train.loss'] ?? { spark: [], last: 0 };
  if (spark.length < 2) return null;
  return <SparkLine values={spark} label={curveOf(metricTitle('train.loss', language), formatValue(last))} />;
}

/** As many as fit: in the table the first one and the number of the others, on a card all. */
function Tags({ tags }: { tags: readonly string[] }) {
  const others = tags.length - 1;
  return (
    <span className={styles.tags} title={tags.join(', ')}>
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {others > 0 && (
        <span className={styles.others} aria-hidden>
          +{others}
        </span>
      )}
    </span>
  );
}
