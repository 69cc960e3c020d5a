'use client';

import { metricInfoOf, splitMetricKey } from '@rnn-lab/runs/metrics';
import { notebookValue } from '#api/notebook';
import { measuredDetail } from '#api/pin-difference';
import { compareMessages } from '#i18n/compare';
import { Caveats } from '#components/caveats';
import { metricTitle } from '#components/metric-title';
import { formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { PinDelta } from '#components/pins/pin-delta';
import { Unit } from '#components/unit';
import styles from './metrics-table.module.css';
import { metricColumns } from './metric-rows';
import { RunsTable } from './runs-table';
import type { MetricKey, Run } from '@rnn-lab/runs';
import type { Compared } from './use-compared';

/** Results next to the notebook's, then best and last values; the best of each column is marked. */
export function MetricsTable({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const language = useLanguage();
  const columns = metricColumns(runs.map(({ run }) => run));
  if (columns.length === 0) return null;
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">{text.metrics}</h2>
      <RunsTable
        runs={runs}
        labelledBy="metrics"
        columns={columns.map(({ key, kind, values, best, unit }) => ({
          key: `${kind} ${key}`,
          className: 'number',
          title: (
            <>
              {metricTitle(key, language)} <small>{text[kind]}</small> <Unit unit={unit} />
            </>
          ),
          cell: ({ id, run }, place) => (
            <>
              <MetricValue value={values[place]} isBest={best !== null && values[place] === best} />
              {unit === undefined && values[place] !== null && <Unit unit={unitOf(run, key)} />}
              {kind === 'result' && <Reference value={notebookValue(run, key)} />}
              {kind === 'result' && (
                <PinDelta
                  ids={[id]}
                  experiment={run.experiment}
                  metric={key}
                  measured={measuredDetail(run, values[place] ?? NaN)}
                />
              )}
            </>
          ),
        }))}
      />
      <Caveats runs={runs.map(({ run }) => run)} />
    </section>
  );
}

function MetricValue({ value, isBest }: { value: number | null; isBest: boolean }) {
  const { bestOfAll } = useMessages(compareMessages);
  if (value === null) return '–';
  if (!isBest) return formatValue(value);
  return (
    <b className={styles.best} title={bestOfAll}>
      {formatValue(value)}
      <span className="visually-hidden"> ({bestOfAll})</span>
    </b>
  );
}

function Reference({ value }: { value: number | undefined }) {
  const { notebook } = useMessages(compareMessages);
  return (
    value !== undefined && (
      <small>
        {notebook} {formatValue(value)}
      </small>
    )
  );
}

function unitOf({ metricInfo }: Run, key: MetricKey): string | undefined {
  return metricInfoOf(splitMetricKey(key)[1], metricInfo).unit;
}
